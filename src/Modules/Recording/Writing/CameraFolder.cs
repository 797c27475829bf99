using Vedette.Foundation;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Writing;

/// <summary>Reads the folders of one camera: days, hours and files sort by name, so the oldest and the newest are found without a walk.</summary>
internal sealed class CameraFolder(Volume volume, CameraId camera)
{
    public string Path { get; } = System.IO.Path.Combine(volume.SegmentsRoot, camera.ToString());

    public CameraId CameraId => camera;

    /// <summary>The cameras that have a folder on the volume.</summary>
    public static IEnumerable<CameraFolder> AllOf(Volume volume) =>
        from folder in Directory.EnumerateDirectories(volume.SegmentsRoot)
        let name = System.IO.Path.GetFileName(folder)
        where Guid.TryParseExact(name, "D", out _)
        select new CameraFolder(volume, CameraId.Parse(name, null));

    /// <summary>Folders of days, oldest first.</summary>
    public string[] Days() => Sorted(Path);

    /// <summary>Folders of hours of a day, oldest first.</summary>
    public static string[] Hours(string day) => Sorted(day);

    /// <summary>Segments of an hour by sequence; other files are passed over.</summary>
    public IReadOnlyList<SegmentName> SegmentsIn(string hour) =>
        [.. Directory.EnumerateFiles(hour, "*" + SegmentName.Extension)
            .Select(file => SegmentName.TryParse(camera, System.IO.Path.GetFileName(file), out var name) ? name : default)
            .Where(name => name != default)
            .OrderBy(name => name.Sequence)];

    /// <summary>All segments, newest first, read folder by folder as they are asked for.</summary>
    public IEnumerable<SegmentName> NewestFirst() =>
        from day in Days().Reverse()
        from hour in Hours(day).Reverse()
        from name in SegmentsIn(hour).Reverse()
        select name;

    /// <summary>All segments, oldest first, read folder by folder as they are asked for.</summary>
    public IEnumerable<SegmentName> OldestFirst() =>
        from day in Days()
        from hour in Hours(day)
        from name in SegmentsIn(hour)
        select name;

    /// <summary>
    /// The gap left open by an earlier life of the process: only the newest day with footage or gaps can hold it. A day may
    /// have notes of other things only.
    /// </summary>
    public Gap? OpenGap() =>
        Days().LastOrDefault(day => File.Exists(System.IO.Path.Combine(day, GapJournal.FileName)) || Hours(day).Length > 0) is { } newest
            ? GapJournal.Read(camera, newest).LastOrDefault(gap => gap.End is null)
            : null;

    private static string[] Sorted(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var folders = Directory.GetDirectories(folder);
        Array.Sort(folders, StringComparer.Ordinal);
        return folders;
    }
}
