using Vedette.Contracts.Audit;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Streams.Capturing;

namespace Vedette.Streams;

/// <summary>Says who watched a camera live. Nobody waits for it: what is live must not depend on a database.</summary>
internal sealed class WatchLog(Sightings sightings, CameraNews news, TimeProvider time)
{
    /// <param name="actor">Who: a user id.</param>
    /// <param name="camera">The camera.</param>
    /// <param name="how">How, in words for people.</param>
    public void Note(string actor, CameraId camera, string how)
    {
        var action = "streams.live-watched";
        if (sightings.IsNew(actor, $"{action} {how}", camera.Value))
        {
            news.Tell(new ActionRecorded(Guid.CreateVersion7(), action, actor, camera.Value, how, time.GetUtcNow()));
        }
    }
}
