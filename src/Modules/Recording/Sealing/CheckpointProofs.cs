using System.Text;
using System.Text.Json;
using Vedette.Foundation;
using Vedette.Platform.Web;
using Vedette.Recording.Evidence;

namespace Vedette.Recording.Sealing;

/// <summary>
/// What the checkpoints say of some cameras: the checkpoints from the first to the last that knows one of their segments, with
/// those leaves only and the proof that they are in the tree. Other cameras' leaves stay at home.
/// </summary>
internal sealed class CheckpointProofs
{
    // A segment is sealed within a minute, unless the node was away.
    private static readonly TimeSpan Beyond = TimeSpan.FromDays(1);

    private readonly Dictionary<(CameraId Camera, long Sequence), (SealedSegment Segment, long Checkpoint)> _known = [];
    private readonly List<string> _lines = [];

    private CheckpointProofs()
    {
    }

    /// <summary>Reads the journal.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="asked">For each camera, whether a segment of that number and time is asked for.</param>
    /// <param name="wanted">The segments that are listed; reading stops a day after <paramref name="to"/> if all were found.</param>
    /// <param name="from">The day of the first footage.</param>
    /// <param name="to">When the last footage ends.</param>
    /// <param name="cancellation">Stops between two checkpoints.</param>
    public static async Task<CheckpointProofs> ReadAsync(
        CheckpointJournal journal,
        IReadOnlyDictionary<CameraId, Func<SealedSegment, bool>> asked,
        IReadOnlySet<(CameraId Camera, long Sequence)> wanted,
        DateOnly from,
        DateTimeOffset to,
        CancellationToken cancellation)
    {
        var proofs = new CheckpointProofs();
        var between = new List<string>();
        await foreach (var entry in journal.ReadAsync(from, null, cancellation))
        {
            var checkpoint = Checkpoint.Parse(entry.Statement);
            if (checkpoint.At > to + Beyond && wanted.All(proofs._known.ContainsKey))
            {
                break;
            }

            var proven = proofs.Prove(entry, checkpoint.Sequence, asked);
            if (proven.Count > 0)
            {
                // Those between two of ours say nothing of our cameras, but link the chain of checkpoints.
                proofs._lines.AddRange(between);
                between.Clear();
                proofs._lines.Add(LineOf(entry, proven));
            }
            else if (proofs._lines.Count > 0)
            {
                between.Add(LineOf(entry, []));
            }
        }

        return proofs;
    }

    public SealedSegment? Find(CameraId camera, long sequence) => _known.TryGetValue((camera, sequence), out var known) ? known.Segment : null;

    public long? CheckpointOf(CameraId camera, long sequence) => _known.TryGetValue((camera, sequence), out var known) ? known.Checkpoint : null;

    /// <summary>Every segment of a camera that was asked for, by sequence.</summary>
    public IEnumerable<SealedSegment> Of(CameraId camera) =>
        _known.Where(pair => pair.Key.Camera == camera).Select(pair => pair.Value.Segment).OrderBy(segment => segment.Sequence);

    /// <summary>The file of the archive: a line of JSON for each checkpoint.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(string.Concat(_lines));

    private List<ProvenLeaf> Prove(CheckpointEntry entry, long checkpoint, IReadOnlyDictionary<CameraId, Func<SealedSegment, bool>> asked)
    {
        var proven = new List<ProvenLeaf>();
        byte[][]? hashes = null;
        for (var index = 0; index < entry.Leaves.Count; index++)
        {
            var camera = CheckpointLeaf.CameraOf(entry.Leaves[index]);
            if (!asked.TryGetValue(camera, out var isAsked)
                || CheckpointLeaf.Parse(entry.Leaves[index]).Segments.Where(isAsked).ToList() is not { Count: > 0 } segments)
            {
                continue;
            }

            hashes ??= [.. entry.Leaves.Select(text => MerkleTree.LeafHash(Encoding.UTF8.GetBytes(text)))];
            proven.Add(new ProvenLeaf(entry.Leaves[index], index, [.. MerkleTree.Proof(index, hashes).Select(Hex.Of)]));
            foreach (var segment in segments)
            {
                _ = _known.TryAdd((camera, segment.Sequence), (segment, checkpoint));
            }
        }

        return proven;
    }

    private static string LineOf(CheckpointEntry entry, IReadOnlyList<ProvenLeaf> leaves) =>
        JsonSerializer.Serialize(new ProvenCheckpoint(entry.Statement, entry.Signature, leaves), WireFormat.Exact) + "\n";
}

/// <summary>A checkpoint as it travels in an archive.</summary>
internal sealed record ProvenCheckpoint(string Statement, byte[] Signature, IReadOnlyList<ProvenLeaf> Leaves);

/// <summary>A leaf of a checkpoint's tree and the hashes that lead from it to the root.</summary>
internal sealed record ProvenLeaf(string Text, int Index, IReadOnlyList<string> Proof);
