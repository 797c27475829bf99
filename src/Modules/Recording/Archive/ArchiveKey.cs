using System.Globalization;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Archive;

/// <summary>Names in the archive: <c>prefix camera/yyyy/MM/dd/start-sequence.mp4</c>, all UTC. One segment, one name, for ever.</summary>
internal static class ArchiveKey
{
    public static string Of(string prefix, Segment segment)
    {
        var file = segment.Path[(segment.Path.LastIndexOf('/') + 1)..];
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}{segment.CameraId}/{segment.Start.UtcDateTime:yyyy'/'MM'/'dd}/{file}");
    }

    /// <summary>What is written to see whether the store takes anything; the same key every time.</summary>
    public static string Probe(string prefix) => prefix + "vedette-probe";
}
