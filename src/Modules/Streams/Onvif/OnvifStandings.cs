using System.Collections.Concurrent;
using Vedette.Foundation;
using Vedette.Streams.Capturing;
using Vedette.Streams.Publishing;

namespace Vedette.Streams.Onvif;

/// <summary>What cameras told by ONVIF, and who is told of it. Motion that flickers is told once.</summary>
internal sealed class OnvifStandings(FeedChanges changes, CameraNews news, TimeProvider time)
{
    /// <summary>Motion counts as over when it has been for so long: cameras switch it off and on again.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<CameraId, Entry> _entries = new();

    public OnvifStanding Of(CameraId camera) => _entries.TryGetValue(camera, out var entry) ? entry.Standing : default;

    /// <summary>Whether it can be moved.</summary>
    public void Learn(CameraId camera, bool hasPtz)
    {
        var entry = _entries.GetOrAdd(camera, _ => new Entry());
        lock (entry)
        {
            if (entry.HasPtz == hasPtz)
            {
                return;
            }

            entry.HasPtz = hasPtz;
        }

        changes.Tell(camera);
    }

    /// <summary>What the camera says about motion; null when it is not listened to any more.</summary>
    public void Note(CameraId camera, bool? active)
    {
        var entry = _entries.GetOrAdd(camera, _ => new Entry());
        var (isNews, isChange) = (false, false);
        lock (entry)
        {
            entry.RestsSince = active == false && entry.Motion == true ? entry.RestsSince ?? time.GetUtcNow() : null;
            if (entry.RestsSince is null && entry.Motion != active)
            {
                // Who was never told that something moves need not be told that it rests.
                (isChange, isNews) = (true, active == true || entry.Motion == true);
                entry.Motion = active;
            }
        }

        Tell(camera, isChange, isNews, active == true);
    }

    /// <summary>Tells of motion that is over by now. Called once a second.</summary>
    public void Settle()
    {
        var now = time.GetUtcNow();
        foreach (var (camera, entry) in _entries)
        {
            var isOver = false;
            lock (entry)
            {
                if (entry.RestsSince is { } since && now - since >= Settling)
                {
                    (entry.RestsSince, entry.Motion, isOver) = (null, false, true);
                }
            }

            Tell(camera, isOver, isOver, active: false);
        }
    }

    /// <summary>A camera without ONVIF, or none any more.</summary>
    public void Forget(CameraId camera)
    {
        if (_entries.ContainsKey(camera))
        {
            Note(camera, null);
            _ = _entries.TryRemove(camera, out _);
            changes.Tell(camera);
        }
    }

    private void Tell(CameraId camera, bool isChange, bool isNews, bool active)
    {
        if (isNews)
        {
            news.Motion(camera, time.GetUtcNow(), active);
        }

        if (isChange)
        {
            changes.Tell(camera);
        }
    }

    private sealed class Entry
    {
        public bool HasPtz { get; set; }

        public bool? Motion { get; set; }

        /// <summary>Since when the camera says it rests, while it is still told as moving.</summary>
        public DateTimeOffset? RestsSince { get; set; }

        public OnvifStanding Standing
        {
            get
            {
                lock (this)
                {
                    return new OnvifStanding(HasPtz, Motion);
                }
            }
        }
    }
}
