using System.Diagnostics;

namespace Vedette.Platform.Messaging;

/// <summary>Spans of the bus.</summary>
internal static class Tracing
{
    public static ActivitySource Source { get; } = new("vedette.platform");
}
