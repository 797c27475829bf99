using System.Globalization;
using Vedette.Foundation;
using Vedette.Recording.Disks;
using Vedette.Recording.Footage;
using Vedette.Recording.Holds;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Retention;

/// <summary>
/// Hands out one camera's footage on one volume class by class, oldest first, straight from the folders: it works without a
/// database and reads an hour at a time. Never handed out are what is held and the newest segment, which carries the
/// camera's sequence and hash chain on.
/// </summary>
/// <remarks>
/// Each class has a place up to which everything of it was looked at. What was passed over there, because it was held or
/// got its mark later, is seen after <see cref="StartOver"/>.
/// </remarks>
internal sealed class CameraShelf(
    IDisk disk, VolumeSet volumes, Volume volume, CameraId camera, FootageWorth worth, LiveHolds holds, LiveFootage live)
{
    // The end of a segment is where the next one starts. Before a gap or at the end of an hour it is not known: no later than this.
    private static readonly TimeSpan LongestTail = TimeSpan.FromMinutes(2);

    private readonly CameraFolder _folder = new(volume, camera);
    private readonly Dictionary<FootageClass, Lane> _lanes = FootageWorth.Classes.ToDictionary(footage => footage, _ => new Lane());

    public CameraId CameraId => camera;

    /// <summary>A class that had nothing is asked again once in a round.</summary>
    public void BeginRound()
    {
        foreach (var lane in _lanes.Values)
        {
            lane.NothingBefore = DateTimeOffset.MinValue;
        }
    }

    /// <summary>Looks at everything again, and clears away the folders nothing is left in.</summary>
    public void StartOver()
    {
        foreach (var lane in _lanes.Values)
        {
            lane.Waiting.Clear();
            (lane.Day, lane.Hour) = ("", "");
        }

        ClearAway();
    }

    /// <summary>The oldest segment of the class that ended before that instant, or null.</summary>
    /// <exception cref="IOException">The folders or the marks cannot be read.</exception>
    public DoomedSegment? Peek(FootageClass footage, DateTimeOffset before)
    {
        var lane = _lanes[footage];
        if (lane.Waiting.Count == 0 && before > lane.NothingBefore)
        {
            Refill(footage, lane, before);
            lane.NothingBefore = lane.Waiting.Count == 0 ? before : DateTimeOffset.MinValue;
        }

        return lane.Waiting.TryPeek(out var oldest) && oldest.Until <= before ? oldest : null;
    }

    /// <summary>Takes what <see cref="Peek"/> showed; false when it is worth more by now, or held.</summary>
    public bool TryTake(FootageClass footage)
    {
        var taken = _lanes[footage].Waiting.Dequeue();
        return worth.ClassOf(camera, taken.Name.Start, taken.Until) == footage && !holds.IsHeld(camera, taken.Name.Start, taken.Until);
    }

    /// <summary>What is ready to be taken of the class and ended before that instant.</summary>
    public IEnumerable<DoomedSegment> Ready(FootageClass footage, DateTimeOffset before) =>
        Peek(footage, before) is null ? [] : _lanes[footage].Waiting.TakeWhile(segment => segment.Until <= before);

    /// <summary>Whether the segment is the camera's newest, or newer than what was looked at.</summary>
    public bool IsNewest(long sequence) =>
        sequence >= NewestOnDisk() || (live.Of(camera).CompleteBelow is > 0 and var below && sequence >= below - 1);

    private void Refill(FootageClass footage, Lane lane, DateTimeOffset before)
    {
        var days = _folder.Days();
        foreach (var day in days)
        {
            var dayName = Path.GetFileName(day);
            if (string.CompareOrdinal(dayName, lane.Day) < 0 || !TryDate(dayName, out var midnight))
            {
                continue;
            }

            if (midnight > before)
            {
                return;
            }

            if (!worth.MayHold(camera, footage, midnight, midnight.AddDays(1) + LongestTail))
            {
                continue;
            }

            if (RefillFrom(day, dayName, midnight, isLastDay: day == days[^1]))
            {
                return;
            }
        }

        // True when there is nothing more to look for.
        bool RefillFrom(string day, string dayName, DateTimeOffset midnight, bool isLastDay)
        {
            var hours = CameraFolder.Hours(day);
            foreach (var hour in hours)
            {
                var hourName = Path.GetFileName(hour);
                if ((dayName == lane.Day && string.CompareOrdinal(hourName, lane.Hour) <= 0)
                    || !int.TryParse(hourName, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                {
                    continue;
                }

                var start = midnight.AddHours(number);
                if (start > before)
                {
                    return true;
                }

                var isLast = isLastDay && hour == hours[^1];
                if (worth.MayHold(camera, footage, start, start.AddHours(1) + LongestTail))
                {
                    Read(hour, isLast, footage, lane.Waiting);
                }

                // The last hour grows: it is read again when what was found in it is gone.
                (lane.Day, lane.Hour) = isLast ? (lane.Day, lane.Hour) : (dayName, hourName);
                if (lane.Waiting.Count > 0)
                {
                    return true;
                }
            }

            return false;
        }
    }

    private void Read(string hour, bool isLast, FootageClass footage, Queue<DoomedSegment> found)
    {
        var names = _folder.SegmentsIn(hour);
        var newest = isLast ? NewestOnDisk() : long.MaxValue;
        var complete = live.Of(camera).CompleteBelow is > 0 and var below ? below - 1 : long.MaxValue;
        for (var i = 0; i < names.Count; i++)
        {
            var (start, next) = (names[i].Start, i + 1 < names.Count ? names[i + 1].Start : DateTimeOffset.MaxValue);
            var until = next > start && next < start + LongestTail ? next : start + LongestTail;
            if (names[i].Sequence < newest && names[i].Sequence < complete
                && worth.ClassOf(camera, start, until) == footage && !holds.IsHeld(camera, start, until))
            {
                found.Enqueue(new DoomedSegment(names[i], until));
            }
        }
    }

    private long NewestOnDisk() => volumes.All
        .SelectMany(other => new CameraFolder(other, camera).NewestFirst().Take(1))
        .Select(name => name.Sequence)
        .DefaultIfEmpty(0)
        .Max();

    /// <summary>Hours nothing is left in go. A day before the oldest footage has nothing left but its notes, which go with it;
    /// those of the day before may still speak of the footage that is left.</summary>
    private void ClearAway()
    {
        var days = _folder.Days();
        var isBeforeAll = true;
        for (var i = 0; i < days.Length - 1; i++)
        {
            foreach (var hour in CameraFolder.Hours(days[i]).Where(hour => !Directory.EnumerateFileSystemEntries(hour).Any()))
            {
                disk.DeleteDirectory(hour);
            }

            isBeforeAll &= CameraFolder.Hours(days[i]).Length == 0;
            if (isBeforeAll && CameraFolder.Hours(days[i + 1]).Length == 0)
            {
                disk.DeleteDirectory(days[i]);
            }
        }
    }

    private static bool TryDate(string day, out DateTimeOffset midnight) => DateTimeOffset.TryParseExact(
        day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out midnight);

    /// <summary>How far one class was looked at, and what waits there.</summary>
    private sealed class Lane
    {
        public Queue<DoomedSegment> Waiting { get; } = new();

        public string Day { get; set; } = "";

        public string Hour { get; set; } = "";

        public DateTimeOffset NothingBefore { get; set; } = DateTimeOffset.MinValue;
    }
}
