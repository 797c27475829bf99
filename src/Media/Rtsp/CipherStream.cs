using System.Threading.Tasks.Sources;
using Vedette.Media.Rtp;

namespace Vedette.Media.Rtsp;

/// <summary>
/// The encrypted side of a TLS connection, in memory: what has arrived is fed in, and whoever waits for it goes on at once, on the
/// feeder's thread. What is to be sent goes straight to the connection below.
/// </summary>
/// <param name="send">Sends without waiting.</param>
internal sealed class CipherStream(OrderedBytes send) : Stream, IValueTaskSource<int>
{
    private ManualResetValueTaskSourceCore<int> _source;    // continues inline: RunContinuationsAsynchronously is false
    private Memory<byte>? _wanted;
    private byte[] _waiting = [];
    private int _start;
    private int _end;
    private bool _isEnded;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Hands over what has arrived.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        if (_end + bytes.Length > _waiting.Length)
        {
            MakeRoom(bytes.Length);
        }

        bytes.CopyTo(_waiting.AsSpan(_end));
        _end += bytes.Length;
        Serve();
    }

    /// <summary>Nothing will arrive any more.</summary>
    public void End()
    {
        _isEnded = true;
        Serve();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_start < _end || _isEnded || buffer.IsEmpty)
        {
            return new ValueTask<int>(Take(buffer.Span));
        }

        _source.Reset();
        _wanted = buffer;
        return new ValueTask<int>(this, _source.Version);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Nobody may wait here.");

    public override void Write(byte[] buffer, int offset, int count) => send(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer) => send(buffer);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        send(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        send(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    int IValueTaskSource<int>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    private void Serve()
    {
        if (_wanted is { } buffer && (_start < _end || _isEnded))
        {
            _wanted = null;
            _source.SetResult(Take(buffer.Span));
        }
    }

    private int Take(Span<byte> into)
    {
        var count = Math.Min(into.Length, _end - _start);
        _waiting.AsSpan(_start, count).CopyTo(into);
        _start += count;
        (_start, _end) = _start == _end ? (0, 0) : (_start, _end);
        return count;
    }

    private void MakeRoom(int bytes)
    {
        var held = _waiting.AsSpan(_start, _end - _start);
        var room = held.Length + bytes > _waiting.Length ? new byte[held.Length + bytes] : _waiting;
        held.CopyTo(room);
        (_waiting, _start, _end) = (room, 0, held.Length);
    }
}
