using Vedette.Foundation;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Retention;

/// <summary>Hands out what is on a volume and in the archive too, oldest first: the database knows. When it is away, nothing is.</summary>
internal sealed class CopiedFootage(Volume volume, RetentionContext context)
{
    private const int Batch = 32;
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(15);

    private readonly Dictionary<FootageClass, DateTimeOffset> _after = [];
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;

    /// <summary>What was passed over, because it was held, may be handed out again.</summary>
    public void StartOver() => _after.Clear();

    /// <summary>The next segments of the class, until they come to <paramref name="excess"/> bytes.</summary>
    public async Task<IReadOnlyList<DoomedSegment>> TakeAsync(
        FootageClass footage, long excess, Func<Segment, bool> isNewest, CancellationToken cancellation)
    {
        var now = context.Time.GetUtcNow();
        var taken = new List<DoomedSegment>();
        while (now >= _notBefore && taken.Count == 0)
        {
            var copied = await AskAsync(footage, now, cancellation);
            if (copied.Count == 0)
            {
                // Copies come in any order: the next round looks from the oldest again.
                _ = _after.Remove(footage);
                break;
            }

            foreach (var segment in copied)
            {
                if (excess <= 0)
                {
                    break;
                }

                _after[footage] = segment.Start;
                if (!context.Holds.IsHeld(segment.CameraId, segment.Start, segment.End) && !isNewest(segment))
                {
                    taken.Add(new DoomedSegment(new SegmentName(segment.CameraId, segment.Start, segment.Sequence), segment.End));
                    excess -= segment.Bytes;
                }
            }
        }

        return taken;
    }

    private async Task<IReadOnlyList<Segment>> AskAsync(FootageClass footage, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            return await context.Index.CopiedAsync(
                volume.Id, footage, _after.GetValueOrDefault(footage, DateTimeOffset.UnixEpoch), Batch, cancellation);
        }
        catch (FaultException)
        {
            _notBefore = now + AskAgain;
            return [];
        }
    }
}
