using System.Buffers;
using System.Security.Cryptography;

namespace Vedette.Recording.Encryption;

/// <summary>Encrypts one segment while it is written: each write becomes a frame.</summary>
internal sealed class SegmentCipher : IDisposable
{
    private readonly AesGcm _cipher;
    private readonly byte[] _header;
    private byte[] _buffer = [];
    private uint _next;

    public SegmentCipher(FootageKey key)
    {
        _header = SegmentEnvelope.NewHeader(key.Id);
        _cipher = SegmentEnvelope.CipherOf(key.Secret, _header);
    }

    /// <summary>What a write of that many plain bytes takes on disk, the header before the first included.</summary>
    public long StoredLength(long plain) => plain + SegmentEnvelope.FrameOverhead + (_next == 0 ? SegmentEnvelope.HeaderLength : 0);

    /// <summary>The next frame, with the header before the first; good until the next call.</summary>
    public ReadOnlyMemory<byte> Seal(IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        var start = _next == 0 ? SegmentEnvelope.HeaderLength : 0;
        var length = start + SegmentEnvelope.FrameOverhead + parts.Sum(part => part.Length);
        if (_buffer.Length < length)
        {
            Release();
            _buffer = ArrayPool<byte>.Shared.Rent(length);
        }

        _header.AsSpan(0, start).CopyTo(_buffer);
        var at = start + sizeof(int);
        foreach (var part in parts)
        {
            part.Span.CopyTo(_buffer.AsSpan(at));
            at += part.Length;
        }

        SegmentEnvelope.Seal(_cipher, _header, _next++, _buffer.AsSpan(start, length - start));
        return _buffer.AsMemory(0, length);
    }

    public void Dispose()
    {
        _cipher.Dispose();
        Release();
    }

    private void Release()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            _buffer = [];
        }
    }
}
