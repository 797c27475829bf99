using System.Runtime.CompilerServices;

namespace Vedette.Media.Rtsp;

/// <summary>
/// Comes by at every playing session 30 times a second and lets it read what has arrived: one timer, one thread at a time and
/// one buffer for all cameras of the process. A session nobody watches lets two rounds of three pass. Sessions whose UDP
/// sockets the kernel keeps short (net.core.rmem_max) have rounds of their own, 100 times a second.
/// </summary>
/// <remarks>
/// Belongs here: the round. Does not: anything that waits. A session that is done takes itself out by returning false.
/// </remarks>
internal sealed class ReadPacer
{
    private const int BufferBytes = 256 * 1024;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(33);
    private static readonly TimeSpan ShortPeriod = TimeSpan.FromMilliseconds(10);
    private static readonly ConditionalWeakTable<TimeProvider, ReadPacer> Pacers = [];
    private static readonly ConditionalWeakTable<TimeProvider, ReadPacer> ShortPacers = [];

    private readonly TimeProvider _time;
    private readonly TimeSpan _period;
    private readonly Lock _gate = new();
    private readonly List<RtspPlaying> _joining = [];
    private readonly List<RtspPlaying> _sessions = [];  // touched by the round alone
    private readonly byte[] _buffer = new byte[BufferBytes];
    private ITimer? _timer;
    private int _isRunning;

    private ReadPacer(TimeProvider time, TimeSpan period) => (_time, _period) = (time, period);

    /// <summary>The pacer of all sessions on that clock.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="isRoomy">Whether the session's sockets hold what arrives between two usual rounds.</param>
    public static ReadPacer For(TimeProvider time, bool isRoomy = true) => isRoomy
        ? Pacers.GetValue(time, static clock => new ReadPacer(clock, Period))
        : ShortPacers.GetValue(time, static clock => new ReadPacer(clock, ShortPeriod));

    /// <summary>Adds a session to the round.</summary>
    public void Join(RtspPlaying session)
    {
        lock (_gate)
        {
            _joining.Add(session);
            _timer ??= _time.CreateTimer(static pacer => ((ReadPacer)pacer!).Round(), this, TimeSpan.Zero, _period);
        }
    }

    private void Round()
    {
        // A round that takes longer than the period is not overtaken; the sockets keep what arrives.
        if (Interlocked.Exchange(ref _isRunning, 1) == 1)
        {
            return;
        }

        try
        {
            lock (_gate)
            {
                _sessions.AddRange(_joining);
                _joining.Clear();
            }

            for (var at = _sessions.Count - 1; at >= 0; at--)
            {
                if (!_sessions[at].Turn(_buffer))
                {
                    _sessions.RemoveAt(at);
                }
            }

            RestIfAlone();
        }
        finally
        {
            Volatile.Write(ref _isRunning, 0);
        }
    }

    private void RestIfAlone()
    {
        lock (_gate)
        {
            if (_sessions.Count == 0 && _joining.Count == 0)
            {
                _timer?.Dispose();
                _timer = null;
            }
        }
    }
}
