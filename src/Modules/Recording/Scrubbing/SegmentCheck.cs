using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Vedette.Foundation;
using Vedette.Recording.Encryption;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Scrubbing;

/// <summary>Holds the bytes of one segment's file against the hash that was noted when it was recorded.</summary>
internal sealed class SegmentCheck(PlainFootage plain, ScrubPace pace)
{
    private const int ReadAhead = 1 << 18;

    /// <summary>What is wrong with it; null when it is as it was recorded.</summary>
    /// <param name="volume">Where its file lies.</param>
    /// <param name="segment">As the index knows it.</param>
    /// <param name="before">The one before it in the chain, when it is known.</param>
    /// <param name="cancellation">Stops between two reads.</param>
    public async Task<string?> RunAsync(Volume volume, Segment segment, Segment? before, CancellationToken cancellation)
    {
        try
        {
            using var file = File.OpenHandle(
                volume.Resolve(segment), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
            using var decrypted = plain.Decrypt(new SegmentName(segment.CameraId, segment.Start, segment.Sequence), file);
            return await HashAsync(decrypted ?? file, segment.Bytes, cancellation) switch
            {
                null => ScrubProblem.Truncated,
                var hash when !hash.AsSpan().SequenceEqual(segment.Sha256) => ScrubProblem.Altered,
                var hash when before is not null && before.Sequence + 1 == segment.Sequence
                    && !SegmentFacts.Chain(before.ChainHash, hash).AsSpan().SequenceEqual(segment.ChainHash) => ScrubProblem.ChainBroken,
                _ => null,
            };
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return ScrubProblem.Missing;
        }
        catch (FaultException damaged) when (damaged.Kind == FaultKind.Format)
        {
            return ScrubProblem.Altered;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or FaultException { Kind: FaultKind.Configuration })
        {
            return ScrubProblem.Unreadable;
        }
    }

    /// <summary>Null when there are fewer bytes.</summary>
    private async Task<byte[]?> HashAsync(SafeFileHandle file, long length, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(ReadAhead);
        try
        {
            for (long offset = 0; offset < length;)
            {
                var read = RandomAccess.Read(file, buffer.AsSpan(0, (int)Math.Min(ReadAhead, length - offset)), offset);
                if (read == 0)
                {
                    return null;
                }

                hash.AppendData(buffer, 0, read);
                offset += read;
                await pace.PayAsync(read, cancellation);
            }

            return hash.GetHashAndReset();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
