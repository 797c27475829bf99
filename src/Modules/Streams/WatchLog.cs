using Vedette.Contracts.Audit;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Streams.Capturing;

namespace Vedette.Streams;

/// <summary>Says who watched a camera live. Nobody waits for it: what is live must not depend on a database.</summary>
internal sealed class WatchLog(Sightings sightings, CameraNews news, TimeProvider time)
{
    /// <param name="caller">Who.</param>
    /// <param name="camera">The camera.</param>
    /// <param name="how">How, in words for people.</param>
    public void Note(Caller caller, CameraId camera, string how)
    {
        var action = "streams.live-watched";
        if (sightings.IsNew(caller.Actor, $"{action} {how}", camera.Value))
        {
            news.Tell(new ActionRecorded(Guid.CreateVersion7(), action, caller.Actor, camera.Value, how, time.GetUtcNow()) { Address = caller.Address });
        }
    }
}
