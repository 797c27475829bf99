using System.Text;
using System.Text.Json;
using Vedette.Foundation;
using Vedette.Platform.Web;
using Vedette.Recording.Evidence;
using Vedette.Recording.Footage;
using Vedette.Recording.Sealing;

namespace Vedette.Recording.Verifying;

/// <summary>
/// Whether the checkpoints, signed within a minute of the recording, vouch for the same segments: each signature, the chain from
/// checkpoint to checkpoint, each proof that a leaf lies in the signed tree, and each hash in it.
/// </summary>
internal sealed class CheckpointCheck
{
    private const int LongestLine = 16 << 20;

    private readonly Manifest _manifest;
    private readonly KeyTrust _keys;
    private readonly Verdict _verdict;
    private readonly Dictionary<(CameraId Camera, long Sequence), ManifestSegment> _segments = [];
    private readonly Dictionary<(CameraId Camera, long Sequence), ManifestMissing> _missing = [];
    private readonly HashSet<(CameraId Camera, long Sequence)> _covered = [];
    private Checkpoint? _before;
    private byte[]? _hashBefore;
    private int _unsynchronised;
    private int _setBack;

    public CheckpointCheck(Manifest manifest, KeyTrust keys, Verdict verdict)
    {
        (_manifest, _keys, _verdict) = (manifest, keys, verdict);
        foreach (var segment in manifest.Segments)
        {
            _ = _segments.TryAdd((segment.Camera, segment.Sequence), segment);
        }

        foreach (var missing in manifest.Missing)
        {
            _ = _missing.TryAdd((missing.Camera, missing.Sequence), missing);
        }
    }

    public void Run(Stream content, CancellationToken cancellation)
    {
        var lines = new BoundedLines(content, LongestLine);
        for (var number = 1; ; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                if (lines.Next() is not { } line)
                {
                    break;
                }

                var proven = JsonSerializer.Deserialize<ProvenCheckpoint>(line, WireFormat.Exact) ?? throw new FormatException("The line is empty.");
                Check(proven);
            }
            catch (Exception damaged) when (damaged is FormatException or JsonException)
            {
                Say($"Line {number} of {SealedNames.Checkpoints} cannot be read: {damaged.Message}");
                return;
            }
        }

        Conclude();
    }

    private void Check(ProvenCheckpoint proven)
    {
        var checkpoint = Checkpoint.Parse(proven.Statement);
        if (checkpoint.Node != _manifest.Node.Id)
        {
            Say($"Checkpoint {checkpoint.Sequence} is another node's.");
        }

        CheckSignature(checkpoint, proven);
        CheckOrder(checkpoint);
        foreach (var leaf in proven.Leaves)
        {
            CheckLeaf(checkpoint, leaf ?? throw new FormatException("A leaf is nothing."));
        }

        _unsynchronised += checkpoint.Clock.StartsWith("synchronised=yes", StringComparison.Ordinal) ? 0 : 1;
        (_before, _hashBefore) = (checkpoint, Checkpoint.HashOf(proven.Statement));
    }

    private void CheckSignature(Checkpoint checkpoint, ProvenCheckpoint proven)
    {
        if (_keys.Find(checkpoint.Key) is not { } key || !key.Verify(proven.Statement, proven.Signature))
        {
            Say($"Checkpoint {checkpoint.Sequence} is not signed by the key {checkpoint.Key} it names: it was altered, or signed by another key.");
        }
        else if (!_keys.IsLinked(checkpoint.Key, _manifest.Node.SignedBy))
        {
            _verdict.Add(
                FindingCode.ReSigned,
                $"Checkpoint {checkpoint.Sequence} is signed by the key {checkpoint.Key}, and nothing links it to the key that signed the manifest: the manifest was re-signed.");
        }
    }

    private void CheckOrder(Checkpoint checkpoint)
    {
        if (_before is not null
            && (checkpoint.Sequence != _before.Sequence + 1 || checkpoint.Previous is not { } previous || !previous.AsSpan().SequenceEqual(_hashBefore)))
        {
            Say($"Checkpoint {checkpoint.Sequence} does not follow checkpoint {_before.Sequence}: one was removed, put in or reordered.");
        }

        _setBack += _before is not null && checkpoint.At < _before.At ? 1 : 0;
    }

    private void CheckLeaf(Checkpoint checkpoint, ProvenLeaf proven)
    {
        var leaf = CheckpointLeaf.Parse(proven.Text);
        var root = MerkleTree.RootFrom(
            MerkleTree.LeafHash(Encoding.UTF8.GetBytes(proven.Text)), proven.Index, checkpoint.Leaves, [.. proven.Proof.Select(Hex.Hash)]);
        if (root is null || !root.AsSpan().SequenceEqual(checkpoint.Root))
        {
            Say($"A proof of checkpoint {checkpoint.Sequence} is wrong: its leaf of camera {leaf.CameraId} is not in the signed tree.");
            return;
        }

        var chain = leaf.PreviousChain;
        foreach (var segment in leaf.Segments)
        {
            chain = SegmentFacts.Chain(chain, segment.Sha256);
            Compare(checkpoint, leaf.CameraId, segment, chain);
        }
    }

    private void Compare(Checkpoint checkpoint, CameraId camera, SealedSegment vouched, byte[] chain)
    {
        var key = (camera, vouched.Sequence);
        if (_segments.TryGetValue(key, out var segment))
        {
            _ = _covered.Add(key);
            if (segment.Sha256 != Hex.Of(vouched.Sha256)
                || segment.Chain != Hex.Of(chain)
                || segment.Bytes != vouched.Bytes
                || segment.Checkpoint != checkpoint.Sequence)
            {
                Contradiction("another hash, length or place", segment.File);
            }
            else if (Differ(segment.Start, vouched.Start) || Differ(segment.End, vouched.End))
            {
                _verdict.Add(new Finding(
                    FindingCode.TimeWrong,
                    $"Checkpoint {checkpoint.Sequence} says that segment {vouched.Sequence} lasts from {vouched.Start:O} to {vouched.End:O}, not from {segment.Start:O} to {segment.End:O}.")
                {
                    File = segment.File,
                    CameraId = camera,
                    Sequence = vouched.Sequence,
                });
            }
        }
        else if (_missing.TryGetValue(key, out var missing))
        {
            _ = _covered.Add(key);
            if (missing.Sha256 is { } hash && hash != Hex.Of(vouched.Sha256))
            {
                Contradiction("another hash", null);
            }
        }
        else if (vouched.Start < _manifest.Export.Until && vouched.End > _manifest.Export.From)
        {
            _verdict.Add(new Finding(
                FindingCode.Removed,
                $"Checkpoint {checkpoint.Sequence} vouches for segment {vouched.Sequence} of camera {camera}, which lies in the range and is neither in the manifest nor said to be missing.")
            {
                CameraId = camera,
                Sequence = vouched.Sequence,
            });
        }

        void Contradiction(string what, string? file) => _verdict.Add(new Finding(
            FindingCode.CheckpointWrong,
            $"Checkpoint {checkpoint.Sequence} vouches for {what} of segment {vouched.Sequence} of camera {camera} than the manifest: what the manifest says was not what was recorded.")
        {
            File = file,
            CameraId = camera,
            Sequence = vouched.Sequence,
        });
    }

    private void Conclude()
    {
        var unproven = 0;
        foreach (var segment in _manifest.Segments)
        {
            if (segment.Checkpoint is null)
            {
                unproven++;
            }
            else if (!_covered.Contains((segment.Camera, segment.Sequence)))
            {
                _verdict.Add(new Finding(FindingCode.CheckpointWrong, $"No checkpoint vouches for {segment.File}, although the manifest says that checkpoint {segment.Checkpoint} does.")
                {
                    File = segment.File,
                    CameraId = segment.Camera,
                    Sequence = segment.Sequence,
                });
            }
        }

        if (unproven > 0)
        {
            _verdict.Notes.Add($"{unproven} segments lie in no checkpoint: they were recorded before the first. Their chain and the manifest vouch for them, nothing older.");
        }

        if (_unsynchronised > 0)
        {
            _verdict.Notes.Add($"In {_unsynchronised} checkpoints the recorder's clock was not, or not known to be, synchronised: times may be off.");
        }

        if (_setBack > 0)
        {
            _verdict.Notes.Add($"The recorder's clock was set back {_setBack} times between checkpoints.");
        }
    }

    private void Say(string text) => _verdict.Add(FindingCode.CheckpointWrong, text);

    private static bool Differ(DateTimeOffset one, DateTimeOffset other) => (one - other).Duration() > TimeSpan.FromMilliseconds(1);
}
