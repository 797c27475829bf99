using System.Buffers;
using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Vedette.Foundation;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Encryption;

/// <summary>Shows the file of a segment as it was recorded, whether it is encrypted or not: everybody who reads one asks here.</summary>
internal sealed class PlainFootage(FootageKeys keys)
{
    /// <summary>The footage of an open file: the file itself when it is not encrypted, else a copy in memory; the file is closed then.</summary>
    /// <param name="name">Whose footage it is, and of when.</param>
    /// <param name="stored">The file; the caller's until this returns.</param>
    /// <exception cref="FaultException">The key is destroyed or missing (configuration); the file is no whole header long (format).</exception>
    public SafeFileHandle Open(SegmentName name, SafeFileHandle stored)
    {
        if (Decrypt(name, stored) is not { } plain)
        {
            return stored;
        }

        stored.Dispose();
        return plain;
    }

    /// <summary>A copy in memory of what an encrypted file holds; null when the file is not encrypted.</summary>
    /// <inheritdoc cref="Open"/>
    public SafeFileHandle? Decrypt(SegmentName name, SafeFileHandle stored)
    {
        if (HeaderOf(stored) is not { } header)
        {
            return null;
        }

        var plain = MemoryFile.Create();
        try
        {
            Copy(name, stored, header, plain);
            return plain;
        }
        catch
        {
            plain.Dispose();
            throw;
        }
    }

    /// <summary>How many bytes on disk hold the first <paramref name="plainLength"/> bytes of footage, which end with a frame.</summary>
    public static long StoredLength(SafeFileHandle stored, long plainLength)
    {
        if (HeaderOf(stored) is null)
        {
            return plainLength;
        }

        long at = SegmentEnvelope.HeaderLength;
        for (long plain = 0; plain < plainLength;)
        {
            if (LengthAt(stored, at) is not { } length)
            {
                return at;
            }

            plain += length;
            at += length + SegmentEnvelope.FrameOverhead;
        }

        return at;
    }

    /// <summary>Decrypts frame by frame up to the first that is torn or altered; what follows it is no footage.</summary>
    private void Copy(SegmentName name, SafeFileHandle stored, byte[] header, SafeFileHandle plain)
    {
        var day = DateOnly.FromDateTime(name.Start.UtcDateTime);
        if (keys.Find(name.CameraId, day) is not { } key || key.Id != SegmentEnvelope.KeyIdOf(header))
        {
            throw new FaultException(
                FaultKind.Configuration, $"The footage of camera {name.CameraId} of {day:yyyy-MM-dd} is encrypted and its key is not here: it was destroyed, or the data directory is another one.");
        }

        using var cipher = SegmentEnvelope.CipherOf(key.Secret, header);
        var buffer = Array.Empty<byte>();
        long written = 0;
        try
        {
            long at = SegmentEnvelope.HeaderLength;
            for (uint number = 0; LengthAt(stored, at) is { } length; number++)
            {
                var size = length + SegmentEnvelope.FrameOverhead;
                if (buffer.Length < size)
                {
                    Return(buffer);
                    buffer = ArrayPool<byte>.Shared.Rent(size);
                }

                var frame = buffer.AsSpan(0, size);
                if (!TryFill(stored, frame, at) || !SegmentEnvelope.TryOpen(cipher, header, number, frame, out var content))
                {
                    break;
                }

                RandomAccess.Write(plain, content, written);
                written += content.Length;
                at += size;
            }
        }
        finally
        {
            Return(buffer);
        }
    }

    private static void Return(byte[] buffer)
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static byte[]? HeaderOf(SafeFileHandle stored)
    {
        var header = new byte[SegmentEnvelope.HeaderLength];
        return TryFill(stored, header, 0) && SegmentEnvelope.IsHeader(header) ? header : null;
    }

    /// <summary>Length of the frame that starts there; null at the end, and where no whole frame is.</summary>
    private static int? LengthAt(SafeFileHandle stored, long at)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        return TryFill(stored, bytes, at)
            && BinaryPrimitives.ReadInt32BigEndian(bytes) is > 0 and <= SegmentEnvelope.LongestFrame and var length
            && RandomAccess.GetLength(stored) - at >= length + SegmentEnvelope.FrameOverhead
                ? length
                : null;
    }

    private static bool TryFill(SafeFileHandle file, Span<byte> bytes, long at)
    {
        while (!bytes.IsEmpty)
        {
            var read = RandomAccess.Read(file, bytes, at);
            if (read == 0)
            {
                return false;
            }

            bytes = bytes[read..];
            at += read;
        }

        return true;
    }
}
