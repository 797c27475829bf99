using System.Globalization;
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
internal sealed class GapJournal(IDisk disk, Volume? volume, CameraId camera)
{
    public const string FileName = "gaps.jsonl";

    private readonly List<GapNote> _unwritten = [];
    private readonly List<GapNote> _unconfirmed = [];

    /// <summary>What is not durable yet.</summary>
    public IReadOnlyList<GapNote> Waiting => [.. _unconfirmed, .. _unwritten];

    public bool HasUnwritten => _unwritten.Count > 0;

    /// <summary>Takes a note, which waits for <see cref="Append"/>.</summary>
    public void Note(GapNote note) => _unwritten.Add(note);

    /// <summary>Appends what waits; the lines are durable when <paramref name="set"/> is committed. Returns the fault when the disk refused.</summary>
    public Exception? Append(CommitSet set)
    {
        try
        {
            foreach (var day in _unwritten.GroupBy(entry => PathOf(volume!, entry.Start)).ToList())
            {
                JournalLines.Append(disk, day.Key, day, set);
                _ = _unwritten.RemoveAll(entry => PathOf(volume!, entry.Start) == day.Key);
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
        var known = new Dictionary<Guid, GapNote>();
        foreach (var folder in dayFolders)
        {
            foreach (var entry in LastWords(folder))
            {
                known[entry.Id] = known.TryGetValue(entry.Id, out var other) && other.Finality > entry.Finality ? other : entry;
            }
        }

        return [.. known.Values.Where(entry => !entry.Withdrawn).Select(entry => entry.ToGap(camera))];
    }

    private static Dictionary<Guid, GapNote>.ValueCollection LastWords(string dayFolder)
    {
        var last = new Dictionary<Guid, GapNote>();
        foreach (var entry in JournalLines.Read<GapNote>(Path.Combine(dayFolder, FileName)))
        {
            last[entry.Id] = entry;
        }

        return last.Values;
    }

    private string PathOf(Volume volume, DateTimeOffset start) =>
        Path.Combine(
            volume.SegmentsRoot,
            camera.ToString(),
            start.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            FileName);
}
