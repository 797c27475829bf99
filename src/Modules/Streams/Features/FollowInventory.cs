using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Platform.Access;
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
                    Place = Place.Of(device.PropertyId, device.RoomId),
                    Version = device.Version,
                },
                cancellation);

    public Task HandleAsync(DeviceRemoved removed, CancellationToken cancellation) =>
        !roster.Cameras.TryGetValue(removed.DeviceId.AsCamera(), out var camera)
            ? Task.CompletedTask
            : TakeAsync(
                camera.Removed ? camera : camera with { Enabled = false, Removed = true, Source = null, Version = camera.Version + 1 },
                cancellation);

    /// <summary>Every step can be taken twice: after a failure the event comes again.</summary>
    private async Task TakeAsync(KnownCamera camera, CancellationToken cancellation)
    {
        _ = roster.Take([camera]);
        if (camera.IsCaptured)
        {
            // Capture follows first, then the local copy: neither needs the database.
            Follow(camera.Id);
            await roster.SaveAsync(cancellation);
        }
        else
        {
            await StopAsync(camera.Id, cancellation);
        }

        await store.SaveAsync(camera, cancellation);
    }

    /// <summary>Once a camera is seen to be off it stays off: the copy a restart begins with says so before it is let go.</summary>
    private async Task StopAsync(CameraId camera, CancellationToken cancellation)
    {
        try
        {
            await roster.SaveAsync(cancellation);
        }
        finally
        {
            // A disk that takes nothing is no reason to keep watching.
            Follow(camera);
        }
    }

    private void Follow(CameraId camera)
    {
        captures.Apply(camera);
        changes.Tell(camera);
    }
}
