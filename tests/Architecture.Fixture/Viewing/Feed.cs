namespace Vedette.Architecture.Fixture.Viewing;

internal static class Feed
{
    public static int Number => 1;
}
