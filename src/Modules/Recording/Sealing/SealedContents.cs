using System.Security.Cryptography;
using System.Text;
using Vedette.Recording.Evidence;
using Vedette.Recording.Playback;

namespace Vedette.Recording.Sealing;

/// <summary>Puts together all of a sealed export but the footage.</summary>
internal sealed class SealedContents(
    SealOrder order, FootageRange past, IReadOnlyList<SealedStretch> stretches, CheckpointProofs proofs, KeyRing ring, ManifestNode node, DateTimeOffset now)
{
    /// <summary>The manifest, and the files that stand between it and the pieces.</summary>
    public (Manifest Manifest, IReadOnlyList<(string Name, byte[] Content)> Files) Build(ManifestFile pieces)
    {
        var draft = new Manifest
        {
            Format = Manifest.CurrentFormat,
            Export = new ManifestOrder
            {
                Id = order.Id,
                From = order.Range.From,
                To = order.Range.To,
                Until = past.To,
                Reason = order.Reason,
                OrderedBy = order.OrderedBy,
                OrderedByName = order.OrderedByName,
                OrderedAt = order.OrderedAt,
                MadeAt = now,
            },
            Node = node,
            Cameras = [.. stretches.Select(stretch => new ManifestCamera(stretch.Camera.Id, stretch.Camera.Name, stretch.Folder))],
            Segments = [.. stretches.SelectMany(Segments)],
            Missing = [.. stretches.SelectMany(Missing)],
            Gaps = [.. stretches.SelectMany(stretch => stretch.Gaps(past)
                .Select(gap => new ManifestGap(stretch.Camera.Id, gap.Start, gap.End, gap.Cause)))],
            Files = [],
            Keys = ring.Keys,
            Rotations = ring.Rotations,
        };
        List<(string Name, byte[] Content)> files =
        [
            (SealedNames.Instructions, SealedText.Instructions(draft)),
            (SealedNames.Report, SealedReport.Write(draft)),
            .. ring.Keys.Select(key => (SealedNames.KeyFile(key.Fingerprint), Encoding.ASCII.GetBytes(key.PublicKeyPem))),
            (SealedNames.Checkpoints, proofs.ToBytes()),
        ];
        var described = files.Select(file => Describe(file.Name, file.Content)).Append(pieces).ToList();
        var sums = SealedText.Sums(described.Select(file => (file.Name, file.Sha256)).Concat(draft.Segments.Select(segment => (segment.File, segment.Sha256))));
        files.Add((SealedNames.Sums, sums));
        described.Insert(described.Count - 1, Describe(SealedNames.Sums, sums));
        return (draft with { Files = described }, files);
    }

    /// <summary>Reads a file and describes it for the manifest; with its checksum for the archive.</summary>
    public static async Task<(ManifestFile File, uint Crc)> DescribeAsync(string name, Stream content, CancellationToken cancellation)
    {
        content.Position = 0;
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var crc = new Crc32();
        var pieces = new List<string>();
        var buffer = new byte[ManifestFile.PieceSize];
        var length = 0L;
        while (await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation) is > 0 and var read)
        {
            whole.AppendData(buffer, 0, read);
            crc.Append(buffer.AsSpan(0, read));
            pieces.Add(Hex.Of(SHA256.HashData(buffer.AsSpan(0, read))));
            length += read;
        }

        return (new ManifestFile(name, length, Hex.Of(whole.GetHashAndReset()), pieces), crc.Value);
    }

    public static ManifestFile Describe(string name, byte[] content) => new(
        name,
        content.Length,
        Hex.Of(SHA256.HashData(content)),
        [.. content.Chunk(ManifestFile.PieceSize).Select(piece => Hex.Of(SHA256.HashData(piece)))]);

    private IEnumerable<ManifestSegment> Segments(SealedStretch stretch) => stretch.Taken.Select(taken => new ManifestSegment
    {
        Camera = stretch.Camera.Id,
        File = taken.File,
        Sequence = taken.Segment.Sequence,
        Start = taken.Segment.Start,
        End = taken.Segment.End,
        Bytes = taken.Segment.Bytes,
        Sha256 = Hex.Of(taken.Survey.Sha256),
        PreviousChain = Hex.Of(taken.Survey.PreviousChain),
        Chain = Hex.Of(taken.Segment.ChainHash),
        Pieces = taken.Survey.PieceCount,
        Checkpoint = proofs.CheckpointOf(stretch.Camera.Id, taken.Segment.Sequence),
    });

    /// <summary>What the index lists and could not be taken, what only the checkpoints still know, and holes in the numbers nobody knows of.</summary>
    private IEnumerable<ManifestMissing> Missing(SealedStretch stretch)
    {
        var camera = stretch.Camera.Id;
        var listed = stretch.Listed.Select(segment => segment.Sequence).ToHashSet();
        var left = stretch.Left.Select(left => new ManifestMissing(
            camera,
            left.Segment.Sequence,
            left.Cause,
            left.Segment.Start,
            left.Segment.End,
            left.Segment.IsOpen ? null : Hex.Of(left.Segment.Sha256),
            proofs.CheckpointOf(camera, left.Segment.Sequence)));
        var known = proofs.Of(camera)
            .Where(segment => !listed.Contains(segment.Sequence))
            .Select(segment => new ManifestMissing(
                camera,
                segment.Sequence,
                MissingCause.Deleted,
                segment.Start,
                segment.End,
                Hex.Of(segment.Sha256),
                proofs.CheckpointOf(camera, segment.Sequence)))
            .ToList();
        var holes = stretch.Listed.Zip(stretch.Listed.Skip(1))
            .SelectMany(pair => Between(pair.First.Sequence, pair.Second.Sequence))
            .Except(known.Select(segment => segment.Sequence))
            .Select(sequence => new ManifestMissing(camera, sequence, MissingCause.Deleted, null, null, null, null));
        return left.Concat(known).Concat(holes).OrderBy(missing => missing.Sequence);
    }

    private static IEnumerable<long> Between(long before, long after)
    {
        for (var sequence = before + 1; sequence < after; sequence++)
        {
            yield return sequence;
        }
    }
}
