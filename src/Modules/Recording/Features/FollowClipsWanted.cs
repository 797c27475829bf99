using Vedette.Contracts.Recording;
using Vedette.Platform.Messaging;
using Vedette.Recording.Clips;
using Vedette.Recording.Footage;
using Vedette.Recording.Marks;
using Vedette.Recording.Roster;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Features;

/// <summary>Keeps what surrounds an instant somebody judged worth it: three minutes before and three after (S-27).</summary>
internal sealed class FollowClipsWanted(EventIntake intake, CameraRoster roster, ClipStore store, ClipProgress progress, TimeProvider time)
{
    private static readonly TimeSpan Around = TimeSpan.FromMinutes(3);

    public async Task HandleAsync(ClipWanted wanted, EventContext context, CancellationToken cancellation)
    {
        var cameras = wanted.CameraIds.Distinct().Where(roster.Cameras.ContainsKey).ToList();
        foreach (var camera in cameras)
        {
            // First of all: the three minutes after have to be recorded, and none of it deleted meanwhile.
            await intake.RaiseAsync(camera, wanted.At, FootageClass.Incident, Around, Around, wanted.Reason, cancellation, wanted.ClipId);
        }

        await store.AddAsync(
            new ClipJob
            {
                Id = wanted.ClipId,
                CameraIds = cameras,
                From = wanted.At - Around,
                To = wanted.At + Around,
                Moment = wanted.At,
                Reason = wanted.Reason,
                State = ClipState.Waiting,
                CreatedAt = time.GetUtcNow(),
                CreatedBy = context.Actor,
                Correlation = wanted.Correlation,
            },
            address: null,
            cancellation);
        progress.Order();
    }
}
