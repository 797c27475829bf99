using Vedette.Architecture.Fixture.Viewing;

namespace Vedette.Architecture.Fixture.Capturing;

internal static class Session
{
    public static int LooksDownstream() => Feed.Number;
}
