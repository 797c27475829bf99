using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Vedette.Foundation;
using Vedette.Media.Mp4;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Sealing;

/// <summary>A segment read from its first byte to its last before it is sealed.</summary>
/// <param name="Sha256">Hash of what the file holds now.</param>
/// <param name="Crc">Checksum for the archive.</param>
/// <param name="PreviousChain">What the file says of the segment before.</param>
/// <param name="Pieces">Its pieces; forgotten once they are written down.</param>
internal sealed record SegmentSurvey(byte[] Sha256, uint Crc, byte[]? PreviousChain, IReadOnlyList<Piece> Pieces)
{
    public int PieceCount { get; private init; } = Pieces.Count;

    /// <summary>Reads a segment; null when it is damaged: shorter than it was, or no segment.</summary>
    public static SegmentSurvey? Read(Segment segment, SafeFileHandle file, byte[] buffer, CancellationToken cancellation)
    {
        if (Structure(segment, file) is not var (identity, cuts))
        {
            return null;
        }

        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var crc = new Crc32();
        var pieces = new List<Piece>();
        foreach (var (start, end) in cuts.Zip(cuts.Skip(1)))
        {
            for (var offset = start; offset < end;)
            {
                cancellation.ThrowIfCancellationRequested();
                var length = (int)Math.Min(buffer.Length, end - offset);
                var bytes = buffer.AsSpan(0, length);
                if (!Fill(file, bytes, offset))
                {
                    return null;
                }

                whole.AppendData(bytes);
                crc.Append(bytes);
                pieces.Add(new Piece(offset, length, SHA256.HashData(bytes)));
                offset += length;
            }
        }

        return new SegmentSurvey(whole.GetHashAndReset(), crc.Value, identity.PreviousChainHash, pieces);
    }

    public SegmentSurvey WithoutPieces() => this with { Pieces = [] };

    private static (SegmentIdentity Identity, IReadOnlyList<long> Cuts)? Structure(Segment segment, SafeFileHandle file)
    {
        try
        {
            var reader = new SegmentReader(file);
            var fragments = reader.ReadFragments();
            long[] cuts = [0, reader.InitLength, .. fragments.Select(fragment => fragment.Offset + fragment.Length), segment.Bytes];
            return reader.Identity is { } identity ? (identity, [.. cuts.Where(cut => cut <= segment.Bytes).Distinct()]) : null;
        }
        catch (FaultException fault) when (fault.Kind == FaultKind.Format)
        {
            return null;
        }
    }

    private static bool Fill(SafeFileHandle file, Span<byte> bytes, long offset)
    {
        while (!bytes.IsEmpty)
        {
            var read = RandomAccess.Read(file, bytes, offset);
            if (read == 0)
            {
                return false;
            }

            bytes = bytes[read..];
            offset += read;
        }

        return true;
    }
}
