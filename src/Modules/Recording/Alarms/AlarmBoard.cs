using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;

namespace Vedette.Recording.Alarms;

/// <summary>The alarms that stand. In memory: whoever raises one sees it again after a restart.</summary>
internal sealed class AlarmBoard(TimeProvider time, ILogger<AlarmBoard> logger)
{
    private readonly ConcurrentDictionary<(string Code, string Subject), Alarm> _alarms = new();
    private readonly Bell _changed = new();

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Alarm> All => [.. _alarms.Values.OrderBy(alarm => alarm.Since).ThenBy(alarm => alarm.Code, StringComparer.Ordinal)];

    /// <summary>Completes when one is raised that did not stand, or one that stood is over. Taken before looking, so that nothing is missed.</summary>
    public Task Changed => _changed.Next;

    /// <summary>Raises an alarm; one that stands keeps the time it was raised at.</summary>
    public void Raise(string code, string subject, AlarmSeverity severity, string text)
    {
        var raised = new Alarm(code, subject, severity, text, time.GetUtcNow());
        var standing = _alarms.AddOrUpdate((code, subject), raised, (_, known) => raised with { Since = known.Since });
        if (standing.Since == raised.Since)
        {
            RecordingLog.AlarmRaised(logger, code, subject, text);
            _changed.Ring();
        }
    }

    /// <summary>It is over; nothing happens when it never stood.</summary>
    public void Clear(string code, string subject)
    {
        if (_alarms.TryRemove((code, subject), out var alarm))
        {
            RecordingLog.AlarmCleared(logger, code, subject, time.GetUtcNow() - alarm.Since);
            _changed.Ring();
        }
    }
}
