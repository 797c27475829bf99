using Vedette.Contracts.Inventory;
using Vedette.Streams.Capturing;
using Vedette.Streams.Publishing;
using Vedette.Streams.Roster;
using Vedette.Streams.Storage;

namespace Vedette.Streams.Features;

/// <summary>Keeps the roster, and with it what is captured, in step with the inventory.</summary>
internal sealed class FollowInventory(CameraRoster roster, RosterStore store, CaptureWorker captures, FeedChanges changes)
{
    public Task HandleAsync(DeviceState device, CancellationToken cancellation) =>
        device.Kind != DeviceKind.Camera
            ? Task.CompletedTask
            : TakeAsync(
                new KnownCamera
                {
                    Id = device.Id.AsCamera(),
                    Name = device.Name,
                    Enabled = device.Enabled,
                    Source = device.Source,
                    Version = device.Version,
                },
                cancellation);

    public Task HandleAsync(DeviceRemoved removed, CancellationToken cancellation) =>
        roster.Find(removed.DeviceId.AsCamera()) is { } camera
            ? TakeAsync(camera with { Enabled = false, Removed = true, Source = null, Version = camera.Version + 1 }, cancellation)
            : Task.CompletedTask;

    private async Task TakeAsync(KnownCamera camera, CancellationToken cancellation)
    {
        // Capture follows first: the local copy needs no database.
        foreach (var newer in await roster.TakeAsync([camera], cancellation))
        {
            captures.Apply(newer);
            changes.Tell(newer.Id);
        }

        await store.SaveAsync(camera, cancellation);
    }
}
