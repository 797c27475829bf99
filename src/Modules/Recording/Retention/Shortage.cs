using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Recording.Alarms;
using Vedette.Recording.Footage;
using Vedette.Recording.Roster;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Retention;

/// <summary>
/// What happens when a volume cannot keep what must be kept: a loud alarm, and the least important camera stops; when that
/// is not enough, the next. They go on, the most important first, when there has been room for a while.
/// </summary>
internal sealed class Shortage(
    Volume volume,
    StoppedCameras stops,
    FootageWorth worth,
    CameraRoster roster,
    LiveFootage live,
    AlarmBoard alarms,
    ILogger logger)
{
    public const string AlarmCode = "retention-impossible";

    // A shortage of a moment is none: a round may have ended at its limit.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenStops = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly List<CameraId> _stopped = [];
    private DateTimeOffset? _shortSince;
    private DateTimeOffset? _roomSince;
    private DateTimeOffset _stoppedAt = DateTimeOffset.MinValue;
    private DateTimeOffset? _resumedAt;
    private TimeSpan _wait = ShortestWait;

    /// <summary>Those that gave way, the least important first.</summary>
    public IReadOnlyList<CameraId> Stopped
    {
        get
        {
            lock (_gate)
            {
                return [.. _stopped];
            }
        }
    }

    /// <summary>Whether somebody still writes to the volume.</summary>
    public bool OthersRecord => Recording().Any();

    /// <summary>Judges a round.</summary>
    /// <param name="isShort">Whether there is too little room and nothing that may go.</param>
    /// <param name="hasRoom">Whether there is plenty, or plenty that may go.</param>
    /// <param name="now">The time.</param>
    public void Judge(bool isShort, bool hasRoom, DateTimeOffset now)
    {
        using var judging = _gate.EnterScope();
        _shortSince = isShort ? _shortSince ?? now : null;
        _roomSince = hasRoom ? _roomSince ?? now : null;
        if (now - _shortSince >= Patience && now - _stoppedAt >= BetweenStops && Recording().FirstOrDefault() is { } least)
        {
            Stop(least, now);
        }
        else if (_stopped.Count > 0 && now - _roomSince >= _wait)
        {
            Resume(now);
        }
    }

    /// <summary>The volume is not looked after any more.</summary>
    public void End()
    {
        using var ending = _gate.EnterScope();
        _stopped.ForEach(stops.Resume);
        _stopped.Clear();
        alarms.Clear(AlarmCode, volume.Id.ToString());
    }

    /// <summary>The cameras that write to the volume, the least important first; of equals the one that came last.</summary>
    private IEnumerable<RosterCamera> Recording() => roster.Cameras.Values
        .Where(camera => camera is { Wanted: true, Removed: false } && !stops.All.ContainsKey(camera.Id) && WritesHere(live.Of(camera.Id)))
        .OrderBy(camera => worth.PriorityOf(camera.Id))
        .ThenByDescending(camera => camera.Id.Value);

    private bool WritesHere(FootageState state) => (state.Open ?? state.Last)?.VolumeId == volume.Id;

    private void Stop(RosterCamera camera, DateTimeOffset now)
    {
        // Whoever stops again soon after it went on waits longer the next time.
        _wait = now - _resumedAt < 10 * _wait ? Min(2 * _wait, LongestWait) : ShortestWait;
        (_stoppedAt, _roomSince) = (now, null);
        _stopped.Add(camera.Id);
        stops.Stop(camera.Id, "There is no room for what must be kept; cameras of a higher priority go on.");
        RecordingLog.CameraStopped(logger, volume.Root, camera.Id, worth.PriorityOf(camera.Id));
        Raise();
    }

    private void Resume(DateTimeOffset now)
    {
        var camera = _stopped[^1];
        _stopped.RemoveAt(_stopped.Count - 1);
        (_resumedAt, _roomSince) = (now, now);
        stops.Resume(camera);
        RecordingLog.CameraResumed(logger, volume.Root, camera);
        if (_stopped.Count == 0)
        {
            alarms.Clear(AlarmCode, volume.Id.ToString());
        }
        else
        {
            Raise();
        }
    }

    private void Raise()
    {
        var names = string.Join(", ", _stopped.Select(camera => roster.Cameras.GetValueOrDefault(camera)?.Name ?? camera.ToString()));
        alarms.Raise(
            AlarmCode,
            volume.Id.ToString(),
            AlarmSeverity.Serious,
            $"The volume {volume.Root} has no room for what must be kept. Not recorded: {names}. Give it more room, keep less, or release holds.");
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
