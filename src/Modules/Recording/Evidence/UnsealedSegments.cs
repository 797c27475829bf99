using Vedette.Foundation;
using Vedette.Recording.Encryption;
using Vedette.Recording.Footage;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Evidence;

/// <summary>
/// Segments that lie in no checkpoint yet: those closed while the process lives, as the disk threads tell of them, and
/// those an earlier life left, read back from the files. Bounded: what is forgotten is read back too.
/// </summary>
internal sealed class UnsealedSegments
{
    private const int MostWaiting = 20_000;

    // A camera no checkpoint knows: its last minutes are enough, since a chain hash commits to all that came before.
    private const int FirstOfCamera = 60;

    private readonly VolumeSet _volumes;
    private readonly LiveFootage _live;
    private readonly PlainFootage _plain;
    private readonly Lock _gate = new();
    private readonly HashSet<CameraId> _complete = [];
    private List<Segment> _closed = [];

    public UnsealedSegments(VolumeSet volumes, PlainFootage plain, LiveFootage live, UnindexedFacts facts)
    {
        (_volumes, _plain, _live) = (volumes, plain, live);
        facts.SegmentClosed += Add;
    }

    /// <summary>Takes what waits, each camera's by sequence, and nothing that is in a checkpoint already.</summary>
    /// <param name="heads">What lies in checkpoints.</param>
    /// <param name="cancellation">Stops between two files.</param>
    public IReadOnlyList<Segment> Take(IReadOnlyDictionary<CameraId, CameraHead> heads, CancellationToken cancellation)
    {
        List<Segment> taken;
        HashSet<CameraId> complete;
        lock (_gate)
        {
            (taken, _closed, complete) = (_closed, [], [.. _complete]);
        }

        try
        {
            var heard = taken.Select(segment => (segment.CameraId, segment.Sequence)).ToHashSet();
            foreach (var camera in Folders().Where(camera => !complete.Contains(camera)).ToList())
            {
                // Until the camera's newest file was looked at, it may still have a torn tail.
                if (_live.Of(camera).CompleteBelow is > 0 and var completeBelow)
                {
                    taken.AddRange(Left(camera, heads.GetValueOrDefault(camera)?.Sequence, completeBelow, heard, cancellation));
                    Complete(camera);
                }
            }
        }
        catch
        {
            GiveBack(taken);
            throw;
        }

        return [.. taken
            .Where(segment => segment.Sequence > (heads.GetValueOrDefault(segment.CameraId)?.Sequence ?? 0))
            .DistinctBy(segment => segment.Id)
            .OrderBy(segment => segment.CameraId.Value)
            .ThenBy(segment => segment.Sequence)];
    }

    /// <summary>Gives back what could not be sealed.</summary>
    public void GiveBack(IReadOnlyList<Segment> segments)
    {
        lock (_gate)
        {
            _closed.InsertRange(0, segments);
            if (_closed.Count > MostWaiting)
            {
                Forget();
            }
        }
    }

    private void Add(Segment segment)
    {
        lock (_gate)
        {
            _closed.Add(segment);
            if (_closed.Count > MostWaiting)
            {
                Forget();
            }
        }
    }

    private void Complete(CameraId camera)
    {
        lock (_gate)
        {
            _ = _complete.Add(camera);
        }
    }

    private void Forget()
    {
        _closed = [];
        _complete.Clear();
    }

    private IEnumerable<CameraId> Folders() =>
        _volumes.All.SelectMany(CameraFolder.AllOf).Select(folder => folder.CameraId).Distinct();

    /// <summary>What was closed and not heard of; what was heard of need not be read, which is a second look at all of its bytes.</summary>
    private IEnumerable<Segment> Left(
        CameraId camera, long? head, long completeBelow, HashSet<(CameraId CameraId, long Sequence)> heard, CancellationToken cancellation)
    {
        var files = CameraFolder.NewestFirst(_volumes, camera)
            .SkipWhile(file => file.Name.Sequence >= completeBelow)
            .TakeWhile(file => file.Name.Sequence > (head ?? 0))
            .Take(head is null ? FirstOfCamera : int.MaxValue)
            .Where(file => !heard.Contains((camera, file.Name.Sequence)));
        foreach (var (volume, name) in files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Read(volume, name) is { } segment)
            {
                yield return segment;
            }
        }
    }

    private Segment? Read(Volume volume, SegmentName name)
    {
        try
        {
            using var file = File.OpenHandle(
                Path.Combine(volume.Root, name.Path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var decrypted = _plain.Decrypt(name, file);
            return SegmentFacts.Read(volume, name, decrypted ?? file);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException or FaultException { Kind: FaultKind.Format or FaultKind.Configuration })
        {
            return null; // deleted meanwhile, no segment, or its key is gone
        }
    }
}
