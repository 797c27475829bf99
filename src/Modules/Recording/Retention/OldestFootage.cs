using Vedette.Foundation;
using Vedette.Recording.Footage;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Retention;

/// <summary>
/// Hands out the oldest segments of all cameras, oldest first, straight from the folders: it works without a database and
/// reads one hour of one camera at a time. The newest segment of a camera is never handed out, because it carries the
/// camera's sequence and hash chain on.
/// </summary>
internal sealed class OldestFootage(Volume volume)
{
    private readonly Dictionary<CameraId, Queue<SegmentName>> _next = [];

    /// <summary>Takes the oldest segment there is, or null.</summary>
    public SegmentName? Take()
    {
        SegmentName? oldest = null;
        foreach (var folder in CameraFolder.AllOf(volume))
        {
            if (Peek(folder) is { } name && (oldest is null || name.Start < oldest.Value.Start))
            {
                oldest = name;
            }
        }

        if (oldest is { } found)
        {
            _ = _next[found.CameraId].Dequeue();
        }

        return oldest;
    }

    private SegmentName? Peek(CameraFolder folder)
    {
        if (!_next.TryGetValue(folder.CameraId, out var queue))
        {
            _next.Add(folder.CameraId, queue = new Queue<SegmentName>());
        }

        if (queue.Count == 0)
        {
            Refill(folder, queue);
        }

        return queue.TryPeek(out var name) ? name : null;
    }

    private static void Refill(CameraFolder folder, Queue<SegmentName> queue)
    {
        foreach (var day in folder.Days())
        {
            foreach (var hour in CameraFolder.Hours(day))
            {
                foreach (var name in folder.SegmentsIn(hour))
                {
                    queue.Enqueue(name);
                }

                if (queue.Count > 1)
                {
                    KeepNewest(folder, queue);
                    return;
                }

                if (queue.Count == 0 && day != folder.Days()[^1])
                {
                    Directory.Delete(hour);
                }
            }

            RemoveEmptyDay(folder, day, queue);
        }

        KeepNewest(folder, queue);
    }

    /// <summary>A day before the oldest footage has nothing left but its notes of gaps, which go with it.</summary>
    private static void RemoveEmptyDay(CameraFolder folder, string day, Queue<SegmentName> queue)
    {
        if (queue.Count == 0 && day != folder.Days()[^1] && CameraFolder.Hours(day).Length == 0)
        {
            Directory.Delete(day, recursive: true);
        }
    }

    private static void KeepNewest(CameraFolder folder, Queue<SegmentName> queue)
    {
        var newest = folder.NewestFirst().Select(name => (SegmentName?)name).FirstOrDefault();
        if (newest is null || !queue.Contains(newest.Value))
        {
            return;
        }

        var kept = queue.Where(name => name != newest.Value).ToList();
        queue.Clear();
        kept.ForEach(queue.Enqueue);
    }
}
