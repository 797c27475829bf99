using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Recording.Encryption;
using Vedette.Recording.Footage;
using Vedette.Recording.Marks;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Index;

/// <summary>Reads back from the files of all volumes what the index should say.</summary>
internal sealed class FootageFiles(VolumeSet volumes, PlainFootage plain)
{
    /// <summary>One folder of a camera for each volume it was recorded to.</summary>
    public IEnumerable<CameraFolder> Folders() => CameraFolder.AllOf(volumes);

    public IEnumerable<CameraId> Cameras() => Folders().Select(folder => folder.CameraId).Distinct();

    /// <summary>Every segment of a camera on all volumes, oldest first.</summary>
    public IEnumerable<(Volume Volume, SegmentName Name)> OldestFirst(CameraId camera) => CameraFolder.OldestFirst(volumes, camera);

    /// <summary>Every segment of a camera on all volumes, newest first.</summary>
    public IEnumerable<(Volume Volume, SegmentName Name)> NewestFirst(CameraId camera) => CameraFolder.NewestFirst(volumes, camera);

    /// <summary>Reads one segment; null when the file holds no whole fragment, is no segment, or its key is not here.</summary>
    public Segment? Read(Volume volume, SegmentName name)
    {
        using var file = File.OpenHandle(
            Path.Combine(volume.Root, name.Path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            using var decrypted = plain.Decrypt(name, file);
            return SegmentFacts.Read(volume, name, decrypted ?? file);
        }
        catch (FaultException fault) when (fault.Kind is FaultKind.Format or FaultKind.Configuration)
        {
            return null;
        }
    }

    /// <summary>The gaps noted in the camera's folders, by start, from the given day on.</summary>
    public IReadOnlyList<Gap> Gaps(CameraId camera, DateTimeOffset? since = null)
    {
        var first = since?.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "";
        var days = CameraFolder.Of(volumes, camera)
            .SelectMany(folder => folder.Days())
            .Where(day => string.CompareOrdinal(Path.GetFileName(day), first) >= 0);
        return [.. GapJournal.Read(camera, days).OrderBy(gap => gap.Start)];
    }

    /// <summary>The marks noted in the camera's folders, by start, of journals that were added to since.</summary>
    public IReadOnlyList<Mark> Marks(CameraId camera, DateTimeOffset? since = null) =>
        [.. CameraFolder.Of(volumes, camera)
            .SelectMany(folder => folder.Days())
            .Where(day => since is null || File.GetLastWriteTimeUtc(Path.Combine(day, MarkJournal.FileName)) >= since.Value.UtcDateTime)
            .SelectMany(day => MarkJournal.Read(camera, day))
            .OrderByDescending(mark => mark.To)
            .DistinctBy(mark => mark.Id)
            .OrderBy(mark => mark.From)];

    /// <summary>
    /// The gaps of a camera: those noted, and one for every hole between segments that nobody noted, which is what a
    /// lost journal or a lost file leaves.
    /// </summary>
    public static IReadOnlyList<Gap> GapsWithHoles(CameraId camera, IReadOnlyList<Segment> segments, IReadOnlyList<Gap> noted)
    {
        var gaps = new List<Gap>(noted);
        foreach (var (before, after) in segments.Zip(segments.Skip(1)))
        {
            var covered = before.End;
            foreach (var gap in noted.Where(gap => gap.Start < after.Start && !(gap.End <= before.End)))
            {
                AddHole(covered, gap.Start);
                covered = gap.End is { } end && end > covered ? end : covered;
            }

            AddHole(covered, after.Start);
        }

        return [.. gaps.OrderBy(gap => gap.Start)];

        void AddHole(DateTimeOffset from, DateTimeOffset to)
        {
            // A hole of less than a few pictures' length was no gap when it was recorded either.
            if (to - from > TimeSpan.FromSeconds(2))
            {
                gaps.Add(new Gap
                {
                    Id = HoleId(camera, from),
                    CameraId = camera,
                    Start = from,
                    End = to,
                    Cause = GapCause.Unexplained,
                    Detail = "There is no footage and no note why.",
                });
            }
        }
    }

    /// <summary>The same hole gets the same id in every rebuild.</summary>
    private static Guid HoleId(CameraId camera, DateTimeOffset from) => SegmentName.IdOf(camera, -from.ToUnixMicroseconds());
}
