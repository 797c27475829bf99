using System.Collections.Concurrent;
using System.Collections.Immutable;
using Vedette.Foundation;

namespace Vedette.Recording.Writing;

/// <summary>The stretches of time that events want footage of, pre-roll and post-roll included. Told by anybody, read in the recorders' rounds.</summary>
internal sealed class LiveEvents
{
    // More events at once than a camera can have reasons for; whoever says more speaks of the same few minutes.
    private const int MostOfCamera = 64;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<CameraId, ImmutableArray<Stretch>> _wanted = new();

    /// <summary>Wants [from, to) to be recorded; what was said of the same event before is replaced.</summary>
    public void Want(CameraId camera, Guid occasion, DateTimeOffset from, DateTimeOffset to, DateTimeOffset now) =>
        _ = _wanted.AddOrUpdate(
            camera,
            _ => [new Stretch(occasion, from, to)],
            (_, known) =>
            [
                .. known.Where(stretch => stretch.Occasion != occasion && stretch.To > now - Remembered).TakeLast(MostOfCamera - 1),
                new Stretch(occasion, from, to),
            ]);

    /// <summary>Whether something of [from, to) is wanted.</summary>
    public bool IsWanted(CameraId camera, DateTimeOffset from, DateTimeOffset to)
    {
        if (!_wanted.TryGetValue(camera, out var known))
        {
            return false;
        }

        foreach (var stretch in known)
        {
            if (stretch.From < to && stretch.To > from)
            {
                return true;
            }
        }

        return false;
    }

    private readonly record struct Stretch(Guid Occasion, DateTimeOffset From, DateTimeOffset To);
}
