using Vedette.Foundation;
using Vedette.Recording.Disks;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Marks;

/// <summary>
/// The marks of one camera, one JSON line each, in the folder of the day they start, beside the gaps: what lets retention
/// judge footage without a database, and the index be rebuilt with its classes. The last line about a mark wins.
/// </summary>
internal static class MarkJournal
{
    public const string FileName = "marks.jsonl";

    /// <summary>Appends and flushes.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public static void Append(IDisk disk, Volume volume, Mark mark) =>
        JournalLines.AppendDurably(disk, Path.Combine(FolderOf(volume, mark.CameraId, mark.From), FileName), [Entry.Of(mark)]);

    /// <summary>The marks noted in the folder of one day, by start.</summary>
    public static IReadOnlyList<Mark> Read(CameraId camera, string dayFolder)
    {
        var marks = new Dictionary<Guid, Mark>();
        foreach (var entry in JournalLines.Read<Entry>(Path.Combine(dayFolder, FileName)))
        {
            if (entry.To > entry.From)
            {
                marks[entry.Id] = entry.ToMark(camera);
            }
        }

        return [.. marks.Values.OrderBy(mark => mark.From)];
    }

    public static string FolderOf(Volume volume, CameraId camera, DateTimeOffset day) =>
        Path.Combine(volume.SegmentsRoot, camera.ToString(), SegmentName.DayOf(day));

    private sealed record Entry
    {
        public Guid Id { get; init; }

        public DateTimeOffset From { get; init; }

        public DateTimeOffset To { get; init; }

        public int Class { get; init; }

        public string Reason { get; init; } = "";

        public static Entry Of(Mark mark) =>
            new() { Id = mark.Id, From = mark.From, To = mark.To, Class = (int)mark.Class, Reason = mark.Reason };

        public Mark ToMark(CameraId camera) =>
            new() { Id = Id, CameraId = camera, From = From, To = To, Class = (FootageClass)Class, Reason = Reason };
    }
}
