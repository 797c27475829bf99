using System.Buffers;
using Microsoft.Extensions.Logging;

namespace Vedette.Streams.Restreaming;

/// <summary>Comes by at every session 50 times a second and lets it send what is new: one timer, one thread at a time and one buffer for all clients.</summary>
/// <remarks>
/// Belongs here: the round. Does not: anything that waits. Each client's packets are written anew into the buffer, because their
/// numbers and times are its own; that copy costs a fraction of the kernel's.
/// </remarks>
internal sealed class RestreamPacer(TimeProvider time, ILogger<RestreamPacer> logger) : IDisposable
{
    /// <summary>Time between two rounds: what re-streaming adds to a picture's age at most.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private readonly List<RestreamSession> _joining = [];
    private readonly List<RestreamSession> _sessions = []; // touched by the round alone
    private readonly ArrayBufferWriter<byte> _frames = new(256 * 1024);
    private ITimer? _timer;
    private int _isRunning;
    private int _count;
    private bool _isDisposed;

    /// <summary>How many play.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Adds a session to the round, which also ends it.</summary>
    public void Join(RestreamSession session)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _joining.Add(session);
            _timer ??= time.CreateTimer(static pacer => ((RestreamPacer)pacer!).Round(), this, TimeSpan.Zero, Period);
        }
    }

    /// <summary>Ends the sessions: a last round in which all of them are over.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
        }
    }

    private void Round()
    {
        // A round that takes longer than the period is not overtaken.
        if (Interlocked.Exchange(ref _isRunning, 1) == 1)
        {
            return;
        }

        try
        {
            bool isLast;
            lock (_gate)
            {
                isLast = _isDisposed;
                _sessions.AddRange(_joining);
                _joining.Clear();
            }

            for (var at = _sessions.Count - 1; at >= 0; at--)
            {
                if (isLast || !TryTurn(_sessions[at]))
                {
                    EndIf(isLast, _sessions[at]);
                    _sessions.RemoveAt(at);
                }
            }

            Volatile.Write(ref _count, _sessions.Count);
            RestIfAlone();
        }
        finally
        {
            Volatile.Write(ref _isRunning, 0);
        }
    }

    private void EndIf(bool isLast, RestreamSession session)
    {
        if (isLast)
        {
            session.Finish(_frames);
        }
    }

    private bool TryTurn(RestreamSession session)
    {
        try
        {
            return session.Turn(_frames);
        }
        catch (Exception unexpected)
        {
            // A fault of ours, which costs this client its session and nobody else anything.
            StreamsLog.RestreamFailed(logger, unexpected);
            session.Finish(_frames);
            return false;
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
