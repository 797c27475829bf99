using Vedette.Contracts.Streams;
using Vedette.Platform.Messaging;
using Vedette.Recording.Marks;
using Vedette.Recording.Roster;

namespace Vedette.Recording.Features;

/// <summary>Motion before a camera starts and ends an event.</summary>
internal sealed class FollowMotion(EventIntake intake, CameraRoster roster)
{
    public Task HandleAsync(MotionChanged motion, EventContext context, CancellationToken cancellation) =>
        roster.Find(motion.CameraId) is null
            ? Task.CompletedTask
            : intake.MoveAsync(context.EventId, motion.CameraId, motion.At, motion.Active, motion.Source, cancellation);
}
