using System.Net.Sockets;
using Vedette.Media.Units;

namespace Vedette.Streams.Restreaming;

/// <summary>
/// What is on its way to one client. Sends at once what the line takes and keeps the rest, which is never more than what was sent in
/// one go: who sends pictures looks at <see cref="IsClear"/> first.
/// </summary>
/// <remarks>
/// Belongs here: what never waits, for all clients are served by one timer. Does not: knowing what is sent.
/// </remarks>
internal abstract class Outgoing(TimeProvider time)
{
    private const int MostAnswerBytes = 64 * 1024;

    private readonly Lock _gate = new();
    private byte[]? _kept;
    private int _from;
    private int _length;
    private int _answerBytes;
    private long _stuckSince;

    public bool IsClosed { get; private set; }

    /// <summary>Whether nothing is kept.</summary>
    public bool IsClear
    {
        get
        {
            lock (_gate)
            {
                return _kept is null;
            }
        }
    }

    /// <summary>How long the line has not taken a byte of what is kept; zero when nothing is.</summary>
    public TimeSpan Stuck
    {
        get
        {
            lock (_gate)
            {
                return _kept is null ? TimeSpan.Zero : time.GetElapsedTime(_stuckSince);
            }
        }
    }

    /// <summary>Sends whole frames, or keeps what the line does not take.</summary>
    public void Send(ReadOnlySpan<byte> frames)
    {
        lock (_gate)
        {
            SendLocked(frames);
        }
    }

    /// <summary>Sends an answer behind what is kept. A client that asks on and on without reading is closed.</summary>
    public void Answer(ReadOnlySpan<byte> answer)
    {
        lock (_gate)
        {
            _answerBytes = _kept is null ? 0 : _answerBytes + answer.Length;
            if (_answerBytes > MostAnswerBytes)
            {
                CloseLocked();
                return;
            }

            SendLocked(answer);
        }
    }

    /// <summary>Sends what was kept, as far as the line takes it.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            FlushLocked();
        }
    }

    /// <summary>Ends it; what is kept is given up.</summary>
    public void Close()
    {
        lock (_gate)
        {
            CloseLocked();
        }
    }

    /// <summary>Sends what can be sent without waiting; gives how many bytes that were.</summary>
    /// <exception cref="SocketException">The line is broken.</exception>
    protected abstract int SendSome(ReadOnlySpan<byte> bytes);

    /// <summary>Called once.</summary>
    protected abstract void Release();

    private void SendLocked(ReadOnlySpan<byte> bytes)
    {
        FlushLocked();
        if (!IsClosed && (_kept is null ? TrySend(bytes) : 0) is var taken && taken < bytes.Length && !IsClosed)
        {
            Keep(bytes[taken..]);
        }
    }

    private void FlushLocked()
    {
        if (_kept is null || IsClosed)
        {
            return;
        }

        var taken = TrySend(_kept.AsSpan(_from, _length));
        (_from, _length) = (_from + taken, _length - taken);
        if (taken > 0)
        {
            _stuckSince = time.GetTimestamp();
        }

        if (_length == 0)
        {
            Forget();
        }
    }

    private int TrySend(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return SendSome(bytes);
        }
        catch (SocketException)
        {
            // The client is gone.
            CloseLocked();
            return 0;
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        var larger = UnitMemory.Rent(_length + bytes.Length);
        if (_kept is null)
        {
            _stuckSince = time.GetTimestamp();
        }
        else
        {
            _kept.AsSpan(_from, _length).CopyTo(larger);
            UnitMemory.Return(_kept);
        }

        bytes.CopyTo(larger.AsSpan(_length));
        (_kept, _from, _length) = (larger, 0, _length + bytes.Length);
    }

    private void Forget()
    {
        if (_kept is not null)
        {
            UnitMemory.Return(_kept);
            (_kept, _from, _length) = (null, 0, 0);
        }
    }

    private void CloseLocked()
    {
        if (!IsClosed)
        {
            IsClosed = true;
            Forget();
            Release();
        }
    }
}
