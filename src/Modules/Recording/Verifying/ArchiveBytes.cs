using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Vedette.Recording.Sealing;

namespace Vedette.Recording.Verifying;

/// <summary>The bytes of an archive, wherever they lie. Reads what is there; never more than it is asked for.</summary>
internal sealed class ArchiveBytes
{
    private readonly SafeFileHandle? _file;
    private readonly byte[]? _memory;

    public ArchiveBytes(SafeFileHandle file) => (_file, Length) = (file, RandomAccess.GetLength(file));

    public ArchiveBytes(byte[] memory) => (_memory, Length) = (memory, memory.Length);

    public long Length { get; }

    /// <summary>Fills the buffer as far as there are bytes.</summary>
    public int Read(Span<byte> buffer, long offset)
    {
        if (_memory is not null)
        {
            var count = (int)Math.Clamp(Length - offset, 0, buffer.Length);
            _memory.AsSpan((int)Math.Min(offset, Length), count).CopyTo(buffer);
            return count;
        }

        var read = 0;
        while (read < buffer.Length && RandomAccess.Read(_file!, buffer[read..], offset + read) is > 0 and var more)
        {
            read += more;
        }

        return read;
    }

    /// <summary>The content of a file, which must be small enough to be kept; null when it is not.</summary>
    public byte[]? ReadAll(ArchiveEntry entry, int most)
    {
        if (entry.Size > most)
        {
            return null;
        }

        var content = new byte[entry.Size];
        return Read(content, entry.ContentOffset) == content.Length ? content : null;
    }

    /// <summary>A file as a stream of its own.</summary>
    public Stream Open(ArchiveEntry entry) => new EntryStream(this, entry.ContentOffset, entry.Size);

    /// <summary>Hash and checksum of a file.</summary>
    public (byte[] Sha256, uint Crc) Measure(ArchiveEntry entry, byte[] buffer)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var crc = new Crc32();
        for (long done = 0; done < entry.Size;)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, entry.Size - done));
            var read = Read(part, entry.ContentOffset + done);
            if (read == 0)
            {
                break;
            }

            hash.AppendData(part[..read]);
            crc.Append(part[..read]);
            done += read;
        }

        return (hash.GetHashAndReset(), crc.Value);
    }

    private sealed class EntryStream(ArchiveBytes archive, long start, long length) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get; set; }

        public override int Read(Span<byte> buffer)
        {
            var wanted = (int)Math.Clamp(length - Position, 0, buffer.Length);
            var read = archive.Read(buffer[..wanted], start + Position);
            Position += read;
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => length + offset,
        };

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
