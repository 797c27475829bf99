using System.Runtime.CompilerServices;

namespace Vedette.Media.Rtsp;

/// <summary>
/// Comes by at every playing session 30 times a second and lets it read what has arrived: one timer, one thread at a time and
/// one buffer for all cameras of the process. A quiet session is passed over in two rounds of three, and while all are quiet there is
/// only every third round. Sessions whose UDP sockets the kernel keeps short (net.core.rmem_max) have rounds of their own, 100 times a
/// second.
/// </summary>
/// <remarks>
/// Belongs here: the round. Does not: anything that waits. A session that is done takes itself out by returning false.
/// </remarks>
internal sealed class ReadPacer
{
    private const int BufferBytes = 256 * 1024;
    private const int QuietRounds = 3;

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
    private int _round;
    private bool _isSlow;
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

            ReadAll();
            RestIfAlone();
        }
        finally
        {
            Volatile.Write(ref _isRunning, 0);
        }
    }

    private void ReadAll()
    {
        var passesQuiet = !_isSlow && ++_round % QuietRounds != 0;
        var areQuiet = true;
        for (var at = _sessions.Count - 1; at >= 0; at--)
        {
            var session = _sessions[at];
            if (passesQuiet && session.IsQuiet)
            {
                continue;
            }

            if (!session.Turn(_buffer))
            {
                _sessions.RemoveAt(at);
            }

            areQuiet &= session.IsQuiet;
        }

        Pace(isSlow: areQuiet);
    }

    private void Pace(bool isSlow)
    {
        lock (_gate)
        {
            if (isSlow != _isSlow && _timer is not null)
            {
                _isSlow = isSlow;
                var period = isSlow ? _period * QuietRounds : _period;
                _ = _timer.Change(period, period);
            }
        }
    }

    private void RestIfAlone()
    {
        lock (_gate)
        {
            if (_sessions.Count == 0 && _joining.Count == 0)
            {
                _timer?.Dispose();
                (_timer, _isSlow) = (null, false);
            }
        }
    }
}
