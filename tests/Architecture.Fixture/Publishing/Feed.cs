namespace Vedette.Architecture.Fixture.Publishing;

internal static class Feed
{
    public static int Number => 1;
}
