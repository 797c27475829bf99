using System.IO.Enumeration;
using Vedette.Foundation;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Writing;

/// <summary>Reads the folders of one camera: days, hours and files sort by name, so the oldest and the newest are found without a walk.</summary>
internal sealed class CameraFolder(Volume volume, CameraId camera)
{
    public string Path { get; } = System.IO.Path.Combine(volume.SegmentsRoot, camera.ToString());

    public CameraId CameraId => camera;

    public Volume Volume => volume;

    /// <summary>The cameras that have a folder on the volume.</summary>
    public static IEnumerable<CameraFolder> AllOf(Volume volume) =>
        from folder in Directory.Exists(volume.SegmentsRoot) ? Directory.EnumerateDirectories(volume.SegmentsRoot) : []
        let name = System.IO.Path.GetFileName(folder)
        where Guid.TryParseExact(name, "D", out _)
        select new CameraFolder(volume, CameraId.Parse(name, null));

    /// <summary>Every folder of every camera: one of a camera on each volume it was recorded to.</summary>
    public static IEnumerable<CameraFolder> AllOf(VolumeSet volumes) => volumes.All.SelectMany(AllOf);

    /// <summary>Where footage of the camera may lie.</summary>
    public static IEnumerable<CameraFolder> Of(VolumeSet volumes, CameraId camera) =>
        volumes.All.Select(volume => new CameraFolder(volume, camera));

    /// <summary>All segments of the camera on all volumes, newest first, read folder by folder as they are asked for.</summary>
    public static IEnumerable<(Volume Volume, SegmentName Name)> NewestFirst(VolumeSet volumes, CameraId camera) =>
        Merge(Of(volumes, camera).Select(folder => folder.NewestFirst().Select(name => (folder.Volume, name))), newestFirst: true);

    /// <summary>All segments of the camera on all volumes, oldest first, read folder by folder as they are asked for.</summary>
    public static IEnumerable<(Volume Volume, SegmentName Name)> OldestFirst(VolumeSet volumes, CameraId camera) =>
        Merge(Of(volumes, camera).Select(folder => folder.OldestFirst().Select(name => (folder.Volume, name))), newestFirst: false);

    /// <summary>Folders of days, oldest first.</summary>
    public string[] Days() => Sorted(Path);

    /// <summary>Folders of hours of a day, oldest first.</summary>
    public static string[] Hours(string day) => Sorted(day);

    /// <summary>Segments of an hour by sequence; other files are passed over.</summary>
    public IReadOnlyList<SegmentName> SegmentsIn(string hour)
    {
        var segments = Unsorted(hour).ToList();
        segments.Sort(BySequence);
        return segments;
    }

    /// <summary>
    /// All segments, the highest sequence first, read day by day as they are asked for. Folders are named by the clock, which
    /// may have been set back: the newest two days are therefore put in order of sequence together.
    /// </summary>
    public IEnumerable<SegmentName> NewestFirst()
    {
        var days = Days();
        var newest = days.TakeLast(2).SelectMany(Hours).SelectMany(Unsorted).ToList();
        if (newest.Count > 0)
        {
            // Most ask for the first only: finding it is quicker than putting all in order.
            yield return newest.Aggregate((one, other) => BySequence(one, other) < 0 ? other : one);
            newest.Sort(BySequence);
        }

        var others =
            from day in days.SkipLast(2).Reverse()
            from hour in Hours(day).Reverse()
            from name in SegmentsIn(hour).Reverse()
            select name;
        foreach (var name in newest.SkipLast(1).Reverse().Concat(others))
        {
            yield return name;
        }
    }

    /// <summary>All segments, oldest first, read folder by folder as they are asked for.</summary>
    public IEnumerable<SegmentName> OldestFirst() =>
        from day in Days()
        from hour in Hours(day)
        from name in SegmentsIn(hour)
        select name;

    /// <summary>When the oldest segment starts; null when there is none.</summary>
    public DateTimeOffset? OldestStart() =>
        (from day in Days()
         from hour in Hours(day)
         let segments = SegmentsIn(hour)
         where segments.Count > 0
         select (DateTimeOffset?)segments.Min(name => name.Start)).FirstOrDefault();

    /// <summary>
    /// The last gaps an earlier life of the process noted, by start: only the newest day of a volume with footage or gaps can
    /// hold one that is open. A day may have notes of other things only.
    /// </summary>
    public static IReadOnlyList<Gap> LatestGaps(VolumeSet volumes, CameraId camera)
    {
        var newest = Of(volumes, camera)
            .Select(folder => folder.Days().LastOrDefault(day => File.Exists(System.IO.Path.Combine(day, GapJournal.FileName)) || Hours(day).Length > 0))
            .Select(System.IO.Path.GetFileName)
            .ToHashSet();

        // It may have been noted on one volume and closed on another.
        return [.. GapJournal.Read(camera, Of(volumes, camera).SelectMany(folder => folder.Days()).Where(day => newest.Contains(System.IO.Path.GetFileName(day))))
            .OrderBy(gap => gap.Start)];
    }

    /// <summary>Brings sequences that are each in order into one that is.</summary>
    private static IEnumerable<(Volume Volume, SegmentName Name)> Merge(
        IEnumerable<IEnumerable<(Volume Volume, SegmentName Name)>> sorted, bool newestFirst)
    {
        var heads = new List<IEnumerator<(Volume Volume, SegmentName Name)>>();
        try
        {
            foreach (var sequence in sorted)
            {
                var head = sequence.GetEnumerator();
                heads.Add(head);
                _ = head.MoveNext() || heads.Remove(head);
            }

            while (heads.Count > 0)
            {
                var next = newestFirst
                    ? heads.MaxBy(head => head.Current.Name.Sequence)!
                    : heads.MinBy(head => head.Current.Name.Sequence)!;
                yield return next.Current;
                if (!next.MoveNext())
                {
                    next.Dispose();
                    _ = heads.Remove(next);
                }
            }
        }
        finally
        {
            heads.ForEach(head => head.Dispose());
        }
    }

    /// <summary>The segments of an hour as the file system gives them, without a string for each.</summary>
    private IEnumerable<SegmentName> Unsorted(string hour) =>
        new FileSystemEnumerable<SegmentName>(hour, (ref FileSystemEntry entry) => SegmentName.TryParse(camera, entry.FileName, out var name) ? name : default)
            .Where(name => name != default);

    private static int BySequence(SegmentName one, SegmentName other) =>
        (one.Sequence, one.Start).CompareTo((other.Sequence, other.Start));

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
