using System.Globalization;
using System.Text.Json.Serialization;
using Vedette.Foundation;
using Vedette.Recording.Disks;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Writing;

/// <summary>
/// The gaps of one camera as they were noticed, one JSON line each, in the folder of the day they start: what lets the
/// index be rebuilt with every cause, and what says after a restart which gap is still open. The last line about a gap wins.
/// </summary>
/// <remarks>
/// Belongs here: appending and reading lines. Does not: deciding what is a gap. A disk that refuses must not lose a line: what
/// is not durable waits in memory for the next append.
/// </remarks>
internal sealed class GapJournal(IDisk disk, Volume volume, CameraId camera)
{
    public const string FileName = "gaps.jsonl";

    private readonly List<Entry> _unwritten = [];
    private readonly List<Entry> _unconfirmed = [];

    /// <summary>Appends; the line is durable when <paramref name="set"/> is committed. Returns the fault when the disk refused.</summary>
    public Exception? Append(Gap gap, bool withdrawn, CommitSet set)
    {
        _unwritten.Add(Entry.Of(gap, withdrawn));
        try
        {
            foreach (var day in _unwritten.GroupBy(entry => PathOf(entry.Start)).ToList())
            {
                JournalLines.Append(disk, day.Key, day, set);
                _unwritten.RemoveAll(entry => PathOf(entry.Start) == day.Key);
                _unconfirmed.AddRange(day);
            }

            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return refused;
        }
    }

    /// <summary>Hears of the commit. Lines it did not make durable are written again; a line that is there twice does no harm.</summary>
    public void Confirm(bool isDurable)
    {
        if (!isDurable)
        {
            _unwritten.InsertRange(0, _unconfirmed);
        }

        _unconfirmed.Clear();
    }

    /// <summary>The gaps noted in the folder of one day.</summary>
    public static IReadOnlyList<Gap> Read(CameraId camera, string dayFolder) => Read(camera, [dayFolder]);

    /// <summary>
    /// The gaps noted in several folders, maybe of one day on several volumes: a gap may be noted on one and closed or withdrawn
    /// on another, which is then the last word. A line torn by a crash is left out.
    /// </summary>
    public static IReadOnlyList<Gap> Read(CameraId camera, IEnumerable<string> dayFolders)
    {
        var known = new Dictionary<Guid, Entry>();
        foreach (var folder in dayFolders)
        {
            foreach (var entry in LastWords(folder))
            {
                known[entry.Id] = known.TryGetValue(entry.Id, out var other) && other.Finality > entry.Finality ? other : entry;
            }
        }

        return [.. known.Values.Where(entry => !entry.Withdrawn).Select(entry => entry.ToGap(camera))];
    }

    private static Dictionary<Guid, Entry>.ValueCollection LastWords(string dayFolder)
    {
        var last = new Dictionary<Guid, Entry>();
        foreach (var entry in JournalLines.Read<Entry>(Path.Combine(dayFolder, FileName)))
        {
            last[entry.Id] = entry;
        }

        return last.Values;
    }

    private string PathOf(DateTimeOffset start) =>
        Path.Combine(
            volume.SegmentsRoot,
            camera.ToString(),
            start.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            FileName);

    private sealed record Entry
    {
        public Guid Id { get; init; }

        public DateTimeOffset Start { get; init; }

        public DateTimeOffset? End { get; init; }

        public Contracts.Recording.GapCause Cause { get; init; }

        public string Detail { get; init; } = "";

        public bool Withdrawn { get; init; }

        /// <summary>A withdrawn gap is never noted again, a closed one never opened again.</summary>
        [JsonIgnore]
        public int Finality => Withdrawn ? 2 : End is null ? 0 : 1;

        public static Entry Of(Gap gap, bool withdrawn) => new()
        {
            Id = gap.Id,
            Start = gap.Start,
            End = gap.End,
            Cause = gap.Cause,
            Detail = gap.Detail,
            Withdrawn = withdrawn,
        };

        public Gap ToGap(CameraId camera) => new()
        {
            Id = Id,
            CameraId = camera,
            Start = Start,
            End = End,
            Cause = Cause,
            Detail = Detail,
        };
    }
}
