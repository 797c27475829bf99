namespace Vedette.Architecture.Fixture.Domain;

internal static class TableManager
{
    public static int Answer => 42;
}
