using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Messaging;
using Vedette.Recording.Roster;
using Vedette.Recording.Settings;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Features;

/// <summary>Keeps the roster in step with the inventory.</summary>
internal sealed class FollowInventory(CameraRoster roster, RosterStore store, LivePolicies policies, LiveSettings settings)
{
    public async Task HandleAsync(DeviceAdded added, EventContext context, CancellationToken cancellation)
    {
        var camera = CameraId.From(added.Device.Id.Value);
        if (added.Device.Kind == DeviceKind.Camera && !policies.Has(camera)
            && RetentionTemplate.Find(settings.Current.DefaultTemplate) is { } template)
        {
            await policies.ReplaceAsync(camera, template.Apply(CameraPolicy.Default), cancellation);
        }

        await FollowAsync(added.Device, context, cancellation);
    }

    public Task HandleAsync(DeviceChanged changed, EventContext context, CancellationToken cancellation) =>
        FollowAsync(changed.Device, context, cancellation);

    public Task HandleAsync(DeviceEnabled enabled, EventContext context, CancellationToken cancellation) =>
        FollowAsync(enabled.Device, context, cancellation);

    public Task HandleAsync(DeviceDisabled disabled, EventContext context, CancellationToken cancellation) =>
        FollowAsync(disabled.Device, context, cancellation);

    public Task HandleAsync(DeviceRemoved removed, EventContext context, CancellationToken cancellation)
    {
        var id = CameraId.From(removed.DeviceId.Value);
        return roster.Cameras.TryGetValue(id, out var camera) && !camera.Removed
            ? TakeAsync(
                camera with
                {
                    Wanted = false,
                    Removed = true,
                    Version = camera.Version + 1,
                    ChangedAt = context.Time,
                    ChangedBy = context.Actor,
                },
                cancellation)
            : Task.CompletedTask;
    }

    private Task FollowAsync(DeviceState device, EventContext context, CancellationToken cancellation) =>
        device.Kind != DeviceKind.Camera
            ? Task.CompletedTask
            : TakeAsync(
                new RosterCamera
                {
                    Id = CameraId.From(device.Id.Value),
                    Name = device.Name,
                    Wanted = device.Enabled && device.Recording,
                    Place = Place.Of(device.PropertyId, device.RoomId),
                    Version = device.Version,
                    ChangedAt = context.Time,
                    ChangedBy = context.Actor,
                },
                cancellation);

    private async Task TakeAsync(RosterCamera camera, CancellationToken cancellation)
    {
        // Recording follows first: the local copy needs no database.
        await roster.TakeAsync([camera], cancellation);
        await store.SaveAsync(camera, cancellation);
    }
}
