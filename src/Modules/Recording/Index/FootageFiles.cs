using System.Globalization;
using Vedette.Foundation;
using Vedette.Recording.Encryption;
using Vedette.Recording.Footage;
using Vedette.Recording.Marks;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Index;

/// <summary>Reads back from the files of all volumes what the index should say.</summary>
internal sealed class FootageFiles(VolumeSet volumes, PlainFootage plain)
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>One folder of a camera for each volume it was recorded to.</summary>
    public IEnumerable<CameraFolder> Folders() => CameraFolder.AllOf(volumes);

    /// <summary>Where footage of the camera may lie.</summary>
    public IEnumerable<CameraFolder> Folders(CameraId camera) => CameraFolder.Of(volumes, camera);

    /// <summary>Whether what the index says of that volume can be held against files.</summary>
    public bool IsReadable(Guid volume) => volumes.Find(volume) is not null;

    /// <summary>The days of a camera that have a folder on some volume, oldest first.</summary>
    public IReadOnlyList<DateOnly> Days(CameraId camera) =>
        [.. Folders(camera)
            .SelectMany(folder => folder.Days())
            .Select(day => DateOnly.TryParseExact(Path.GetFileName(day), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : (DateOnly?)null)
            .OfType<DateOnly>()
            .Distinct()
            .Order()];

    /// <summary>The segment files of a day, by sequence.</summary>
    public IReadOnlyList<(Volume Volume, SegmentName Name)> SegmentsOf(CameraId camera, DateOnly day) =>
        [.. from folder in Folders(camera)
            from hour in CameraFolder.Hours(FolderOf(folder, day))
            from name in folder.SegmentsIn(hour)
            orderby name.Sequence
            select (folder.Volume, name)];

    /// <summary>The gaps that start on a day, by start.</summary>
    public IReadOnlyList<Gap> GapsOf(CameraId camera, DateOnly day) =>
        [.. GapJournal.Read(camera, Folders(camera).Select(folder => FolderOf(folder, day))).OrderBy(gap => gap.Start)];

    /// <summary>The marks that start on a day, by start.</summary>
    public IReadOnlyList<Mark> MarksOf(CameraId camera, DateOnly day) => Marks(camera, Folders(camera).Select(folder => FolderOf(folder, day)));

    /// <summary>Reads one segment; null when the file is gone, holds no whole fragment, is no segment, or its key is not here.</summary>
    public Segment? Read(Volume volume, SegmentName name)
    {
        try
        {
            using var file = File.OpenHandle(
                Path.Combine(volume.Root, name.Path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var decrypted = plain.Decrypt(name, file);
            return SegmentFacts.Read(volume, name, decrypted ?? file);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (FaultException fault) when (fault.Kind is FaultKind.Format or FaultKind.Configuration)
        {
            return null;
        }
    }

    /// <summary>The gaps noted in the camera's folders, by start, from the given day on.</summary>
    public IReadOnlyList<Gap> Gaps(CameraId camera, DateTimeOffset? since = null)
    {
        var first = since?.UtcDateTime.ToString(DayFormat, CultureInfo.InvariantCulture) ?? "";
        var days = Folders(camera).SelectMany(folder => folder.Days()).Where(day => string.CompareOrdinal(Path.GetFileName(day), first) >= 0);
        return [.. GapJournal.Read(camera, days).OrderBy(gap => gap.Start)];
    }

    /// <summary>The marks noted in the camera's folders, by start, of journals that were added to since.</summary>
    public IReadOnlyList<Mark> Marks(CameraId camera, DateTimeOffset? since = null) => Marks(
        camera,
        Folders(camera)
            .SelectMany(folder => folder.Days())
            .Where(day => since is null || File.GetLastWriteTimeUtc(Path.Combine(day, MarkJournal.FileName)) >= since.Value.UtcDateTime));

    private static IReadOnlyList<Mark> Marks(CameraId camera, IEnumerable<string> days) =>
        [.. days
            .SelectMany(day => MarkJournal.Read(camera, day))
            .OrderByDescending(mark => mark.To)
            .DistinctBy(mark => mark.Id)
            .OrderBy(mark => mark.From)];

    private static string FolderOf(CameraFolder folder, DateOnly day) =>
        Path.Combine(folder.Path, day.ToString(DayFormat, CultureInfo.InvariantCulture));
}
