using System.Text;
using System.Text.Json;
using Vedette.Foundation;
using Vedette.Recording.Evidence;
using Vedette.Recording.Footage;
using Vedette.Recording.Sealing;
using Vedette.Recording.Verifying;

namespace Vedette.Fuzzing;

/// <summary>Sealed exports: files that come from somebody who may want to be believed.</summary>
internal static class SealedTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new FuzzTarget("sealed-export", Verify, _ => false)
        {
            Seeds = [Archive()],
            Words = FuzzTargets.Words("PK\u0003\u0004", "PK\u0001\u0002", "segments", "missing", "null", "sha256", "sequence", "rotations", "vedette-leaf/1", "previous -", "index", "proof", "../"),
        },
    ];

    private static void Verify(byte[] input)
    {
        var verdict = SealVerifier.Verify(new ArchiveBytes(input), null, CancellationToken.None);
        FuzzTargets.Check(verdict.IsValid == (verdict.Findings.Count == 0), "what is not valid says why");
        foreach (var asJson in new[] { true, false })
        {
            using var output = new StringWriter();
            Action<Verdict, string?, TextWriter> write = asJson ? VerdictText.WriteJson : VerdictText.Write;
            write(verdict, null, output);
        }
    }

    /// <summary>Everything a sealed export can hold, in a few kilobytes.</summary>
    private static byte[] Archive()
    {
        using var signer = NodeSigner.Create();
        using var next = NodeSigner.Create();
        var (camera, node, start) = (CameraId.New(), Guid.NewGuid(), DateTimeOffset.UnixEpoch.AddDays(20_000));
        var media = Enumerable.Range(1, 2).Select(number => Encoding.ASCII.GetBytes($"footage {number}")).ToList();
        var sealedSegments = media.Select((bytes, place) => new SealedSegment(
            place + 1, System.Security.Cryptography.SHA256.HashData(bytes), start.AddSeconds(place), start.AddSeconds(place + 1), bytes.Length)).ToList();
        var leaf = new CheckpointLeaf(camera, null, sealedSegments);
        var statement = new Checkpoint
        {
            Node = node,
            Sequence = 1,
            At = start.AddMinutes(1),
            Previous = null,
            Leaves = 1,
            Root = MerkleTree.LeafHash(Encoding.UTF8.GetBytes(leaf.ToText())),
            Clock = ClockState.Unknown.ToString(),
            Key = signer.Key.Fingerprint,
        }.ToStatement();
        var proven = new ProvenCheckpoint(statement, signer.Sign(statement), [new ProvenLeaf(leaf.ToText(), 0, [])]);
        var checkpoints = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(proven, JsonSerializerOptions.Web) + "\n");
        var chain = default(byte[]);
        var segments = new List<ManifestSegment>();
        foreach (var segment in sealedSegments)
        {
            var previous = chain;
            chain = SegmentFacts.Chain(previous, segment.Sha256);
            segments.Add(new ManifestSegment
            {
                Camera = camera,
                File = $"media/door/{segment.Sequence}.mp4",
                Sequence = segment.Sequence,
                Start = segment.Start,
                End = segment.End,
                Bytes = segment.Bytes,
                Sha256 = Hex.Of(segment.Sha256),
                PreviousChain = Hex.Of(previous),
                Chain = Hex.Of(chain),
                Pieces = 1,
                Checkpoint = 1,
            });
        }

        var pieces = Encoding.ASCII.GetBytes(string.Concat(segments.Select(segment => new Piece(0, (int)segment.Bytes, Hex.Hash(segment.Sha256)).ToLine(segment.File))));
        (string Name, byte[] Content)[] files = [(SealedNames.Checkpoints, checkpoints), (SealedNames.Pieces, pieces)];
        var manifest = ManifestText.Write(new Manifest
        {
            Format = Manifest.CurrentFormat,
            Export = new ManifestOrder { Id = node, From = start, To = start.AddSeconds(9), Until = start.AddSeconds(9), Reason = "", OrderedBy = "a", OrderedByName = "a", OrderedAt = start, MadeAt = start },
            Node = new ManifestNode(node, "Vedette", "synchronised=yes", next.Key.Fingerprint),
            Cameras = [new ManifestCamera(camera, "door", "media/door")],
            Segments = segments,
            Missing = [new ManifestMissing(camera, 3, MissingCause.Deleted, start.AddSeconds(2), start.AddSeconds(3), null, null)],
            Gaps = [new ManifestGap(camera, start.AddSeconds(3), start.AddSeconds(9), "node-down")],
            Files = [.. files.Select(file => SealedContents.Describe(file.Name, file.Content))],
            Keys = [.. new[] { signer, next }.Select(key => new NodeKey(key.Key.Fingerprint, key.Key.Pem, start, null))],
            Rotations = [KeyRotation.Sign(node, start, signer, next)],
        });
        (string Name, byte[] Content)[] all = [(SealedNames.Manifest, manifest), (SealedNames.Signature, next.Sign(manifest)), .. files, .. segments.Zip(media, (segment, bytes) => (segment.File, bytes))];
        return Pack(all);
    }

    private static byte[] Pack(IEnumerable<(string Name, byte[] Content)> files)
    {
        using var output = new MemoryStream();
        var entries = new List<ArchiveEntry>();
        foreach (var (name, content) in files)
        {
            var crc = new Crc32();
            crc.Append(content);
            entries.Add(new ArchiveEntry(name, content.Length, crc.Value, output.Length));
            output.Write(ArchiveLayout.LocalHeader(entries[^1]));
            output.Write(content);
        }

        foreach (var piece in ArchiveLayout.Tail(entries, output.Length))
        {
            output.Write(piece);
        }

        return output.ToArray();
    }
}
