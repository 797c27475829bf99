using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Vedette.Media.Mp4;

/// <summary>The first bytes of a file, read-only, with some of them replaced on the way.</summary>
internal sealed class PatchedFile(SafeFileHandle file, long length, List<Patch> patches) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        var wanted = buffer[..(int)Math.Clamp(length - _position, 0, buffer.Length)];
        return Patched(wanted, RandomAccess.Read(file, wanted, _position));
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var wanted = buffer[..(int)Math.Clamp(length - _position, 0, buffer.Length)];
        var read = await RandomAccess.ReadAsync(file, wanted, _position, cancellationToken);
        return Patched(wanted.Span, read);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        SeekOrigin.End => length + offset,
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Patched(Span<byte> bytes, int read)
    {
        bytes = bytes[..read];
        var all = CollectionsMarshal.AsSpan(patches);

        // The first patch that ends behind the position: they are sorted and do not overlap.
        var (low, high) = (0, all.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = all[middle].Offset + all[middle].Length <= _position ? (middle + 1, high) : (low, middle);
        }

        for (; low < all.Length && all[low].Offset < _position + read; low++)
        {
            all[low].Apply(bytes, _position);
        }

        _position += read;
        return read;
    }
}
