using System.Globalization;

namespace Vedette.EndToEnd.Tests;

/// <summary>A segment as it lies on the disk, known from its name alone.</summary>
internal sealed record Footage(string File, DateTimeOffset Start, long Sequence)
{
    /// <summary>A camera's segments in the order of their sequence.</summary>
    public static Footage[] Of(string dataDirectory, Guid camera)
    {
        var folder = Path.Combine(dataDirectory, "recordings", "segments", camera.ToString());
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.mp4", SearchOption.AllDirectories).Select(Read).OrderBy(segment => segment.Sequence)]
            : [];
    }

    private static Footage Read(string file)
    {
        var parts = Path.GetFileNameWithoutExtension(file).Split('-');
        var start = DateTimeOffset.ParseExact(parts[0], "yyyyMMdd'T'HHmmss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return new Footage(file, start, long.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
