using Vedette.Contracts.Streams;
using Vedette.Inventory.Domain;
using Vedette.Inventory.Storage;

namespace Vedette.Inventory.Features;

/// <summary>Notes whether devices answer, as those say who talk to them.</summary>
internal sealed class FollowStatus(StatusStore store)
{
    public Task HandleAsync(CameraOnline online, CancellationToken cancellation) =>
        store.HearAsync(online.CameraId.AsDevice(), status => status.Answered(online.At), cancellation);

    public Task HandleAsync(CameraSilent silent, CancellationToken cancellation) =>
        store.HearAsync(silent.CameraId.AsDevice(), status => status.FellSilent(silent.At), cancellation);

    public Task HandleAsync(Contracts.Sensing.DeviceStatusChanged changed, CancellationToken cancellation) =>
        store.HearAsync(changed.DeviceId, _ => new DeviceStatus(Word(changed.Status), changed.At, changed.LastOnline), cancellation);

    private static string Word(Contracts.Sensing.DeviceStatus status) => status switch
    {
        Contracts.Sensing.DeviceStatus.Online => DeviceStatus.Online,
        Contracts.Sensing.DeviceStatus.NotResponding => DeviceStatus.NotResponding,
        Contracts.Sensing.DeviceStatus.Offline => DeviceStatus.Offline,
    };
}
