using System.Text;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Alarms;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Evidence;

/// <summary>
/// Makes checkpoints: signs, for all cameras at once, which segments were closed since the one before. Each segment lies in
/// exactly one. When nothing was closed, none is made.
/// </summary>
internal sealed class CheckpointMaker(
    CheckpointJournal journal,
    LocalSnapshot<CheckpointHead> snapshot,
    UnsealedSegments unsealed,
    NodeKeys keys,
    Func<ClockState> clock,
    AlarmBoard alarms,
    TimeProvider time,
    ILogger<CheckpointMaker> logger) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private CheckpointHead? _head;

    /// <summary>Seals all that was closed.</summary>
    /// <returns>The checkpoint; null when there was nothing to seal.</returns>
    /// <exception cref="FaultException">The key or the journal refuses. What was to be sealed waits for the next attempt.</exception>
    public async Task<Checkpoint?> MakeAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            _head ??= await LoadAsync(cancellation);
            var (ring, signer) = await keys.CurrentAsync(cancellation);
            var segments = unsealed.Take(_head.Cameras, cancellation);
            if (segments.Count == 0)
            {
                return null;
            }

            try
            {
                return await SealAsync(_head, ring, signer, segments, cancellation);
            }
            catch
            {
                unsealed.GiveBack(segments);
                throw;
            }
        }
        finally
        {
            _ = _gate.Release();
        }
    }

    public void Dispose()
    {
        _gate.Dispose();
        snapshot.Dispose();
    }

    private async Task<Checkpoint> SealAsync(
        CheckpointHead head, KeyRing ring, NodeSigner signer, IReadOnlyList<Segment> segments, CancellationToken cancellation)
    {
        var leaves = LeavesOf(segments).Select(leaf => leaf.ToText()).ToList();
        var state = clock();
        var checkpoint = new Checkpoint
        {
            Node = ring.Node,
            Sequence = head.Sequence + 1,
            At = SegmentFacts.WholeMicroseconds(time.GetUtcNow()),
            Previous = head.Hash,
            Leaves = leaves.Count,
            Root = MerkleTree.Root([.. leaves.Select(HashOf)]),
            Clock = state.ToString(),
            Key = signer.Key.Fingerprint,
        };
        var statement = checkpoint.ToStatement();
        var entry = new CheckpointEntry(statement, signer.Sign(statement), leaves);
        var today = DateOnly.FromDateTime(checkpoint.At.UtcDateTime);
        var day = today > head.Day ? today : head.Day;
        journal.Append(day, entry);

        // From here on the segments are sealed, whatever becomes of the snapshot: it only saves reading the journal.
        _head = head.After(entry, day);
        WarnOf(head.Key, ring, state);
        await SaveAsync(_head, cancellation);
        return checkpoint;
    }

    private void WarnOf(string? lastKey, KeyRing ring, ClockState state)
    {
        if (lastKey is not null && !ring.Keys.Any(key => key.Fingerprint == lastKey))
        {
            alarms.Raise(
                "evidence-key",
                "node",
                AlarmSeverity.Warning,
                "The key that signed the earlier checkpoints is gone and a new one was made. Give its fingerprint to whoever kept the old one; restore keys/evidence.json from a backup if you have it.");
        }

        if (state.IsSynchronised == false)
        {
            alarms.Raise(
                "clock-unsynchronised", "node", AlarmSeverity.Warning, "The system's clock is not synchronised, and evidence says so. Start a time service (chrony, systemd-timesyncd).");
        }
        else
        {
            alarms.Clear("clock-unsynchronised", "node");
        }
    }

    private async Task SaveAsync(CheckpointHead head, CancellationToken cancellation)
    {
        try
        {
            await snapshot.SaveAsync(head, cancellation);
        }
        catch (FaultException refused)
        {
            EvidenceLog.HeadNotSaved(logger, refused);
        }
    }

    /// <summary>The snapshot, and what the journal knows beyond it: a crash may have come between the two.</summary>
    private async Task<CheckpointHead> LoadAsync(CancellationToken cancellation)
    {
        var head = CheckpointHead.Nothing;
        try
        {
            head = snapshot.Load() ?? head;
        }
        catch (FaultException damaged) when (damaged.Kind == FaultKind.Format)
        {
            EvidenceLog.HeadLost(logger, damaged);
        }

        foreach (var day in journal.Days().Where(day => day >= head.Day))
        {
            await foreach (var entry in journal.ReadDayAsync(day, cancellation))
            {
                if (Checkpoint.Parse(entry.Statement).Sequence > head.Sequence)
                {
                    head = head.After(entry, day);
                }
            }
        }

        return head;
    }

    private static byte[] HashOf(string leaf) => MerkleTree.LeafHash(Encoding.UTF8.GetBytes(leaf));

    /// <summary>One leaf for each unbroken stretch: the numbers follow each other and so does the chain.</summary>
    private static IEnumerable<CheckpointLeaf> LeavesOf(IReadOnlyList<Segment> segments)
    {
        var stretch = new List<Segment>();
        foreach (var segment in segments)
        {
            if (stretch.Count > 0 && !Follows(stretch[^1], segment))
            {
                yield return LeafOf(stretch);
                stretch = [];
            }

            stretch.Add(segment);
        }

        yield return LeafOf(stretch);
    }

    private static bool Follows(Segment before, Segment segment) =>
        segment.CameraId == before.CameraId
        && segment.Sequence == before.Sequence + 1
        && segment.PreviousChainHash is { } previous
        && previous.AsSpan().SequenceEqual(before.ChainHash);

    private static CheckpointLeaf LeafOf(List<Segment> stretch) => new(
        stretch[0].CameraId,
        stretch[0].PreviousChainHash,
        [.. stretch.Select(segment => new SealedSegment(
            segment.Sequence,
            segment.Sha256,
            SegmentFacts.WholeMicroseconds(segment.Start),
            SegmentFacts.WholeMicroseconds(segment.End),
            segment.Bytes))]);
}
