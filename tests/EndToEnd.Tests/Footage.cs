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

    /// <summary>
    /// Whether index and disk tell the same: each segment is in both, with the same size. The newest may be growing.
    /// </summary>
    public static async Task<bool> IsIndexedAsync(VedetteProcess vedette, Guid camera)
    {
        var indexed = (await vedette.SegmentsAsync(camera, DateTimeOffset.UtcNow.AddHours(-2), DateTimeOffset.UtcNow.AddMinutes(1)))
            .Select(segment => (Sequence: segment.GetProperty("sequence").GetInt64(), Bytes: segment.GetProperty("bytes").GetInt64()))
            .OrderBy(segment => segment.Sequence)
            .ToList();
        var lying = Of(vedette.DataDirectory, camera).Select(segment => (segment.Sequence, new FileInfo(segment.File).Length)).ToList();
        return lying.SkipLast(1).All(indexed.Contains) && indexed.SkipLast(1).All(lying.Contains);
    }

    private static Footage Read(string file)
    {
        var parts = Path.GetFileNameWithoutExtension(file).Split('-');
        var start = DateTimeOffset.ParseExact(parts[0], "yyyyMMdd'T'HHmmss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return new Footage(file, start, long.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
