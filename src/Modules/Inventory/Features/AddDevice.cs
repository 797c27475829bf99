using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Inventory.Domain;
using Vedette.Inventory.Storage;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Inventory.Features;

internal static class AddDevice
{
    internal sealed record AddDeviceRequest(
        string? Name = null,
        RoomId? RoomId = null,
        DeviceKind? Kind = null,
        AddDeviceSource? Source = null,
        bool Enabled = true,
        bool Recording = true);

    internal sealed record AddDeviceSource(
        string? Url = null,
        string? SubUrl = null,
        string? Username = null,
        string? Password = null,
        CameraTransport Transport = CameraTransport.Auto,
        CameraRoles? Roles = null,
        TrustView? Trust = null,
        OnvifView? Onvif = null);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/devices", HandleAsync).RequireRight(Right.Configure).WithName("AddDevice");

    private static async Task<Results<Created<CreatedView<DeviceId>>, ProblemHttpResult>> HandleAsync(
        AddDeviceRequest request,
        Caller caller,
        DeviceStore store,
        SecretProtector secrets,
        InventoryOptions options,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var name = errors.Check("name", Label.Read(request.Name, Label.MaxName, out var nameError), nameError);
        var room = errors.Check("roomId", request.RoomId, request.RoomId is null ? "Must not be empty." : null);
        var kind = errors.Check("kind", request.Kind, request.Kind is { } asked && Enum.IsDefined(asked) ? null : "Must be camera, thing or siren.");
        var source = ReadSource(request, options.HostPolicy, errors);
        if (!errors.IsEmpty)
        {
            return Problem.Invalid(errors.All);
        }

        var deed = new Deed(caller.Actor, time.GetUtcNow());
        var device = new Device(
            DeviceId.New(),
            kind!.Value,
            name,
            room!.Value,
            default,
            request.Enabled,
            request.Recording && kind == DeviceKind.Camera,
            source?.Protect(secrets),
            Version: 1,
            deed.At);
        return await store.AddAsync(device, deed, cancellation) is { } refusal
            ? RefusalView.Of(refusal, "device", device.Id)
            : TypedResults.Created($"/api/inventory/devices/{device.Id}", new CreatedView<DeviceId>(device.Id));
    }

    private static SourceDraft? ReadSource(AddDeviceRequest request, HostPolicy policy, FieldErrors errors)
    {
        if (request.Kind == DeviceKind.Camera)
        {
            var asked = request.Source;
            var fields = new SourceFields
            {
                Url = asked?.Url,
                SubUrl = asked?.SubUrl,
                Username = asked?.Username,
                Password = asked?.Password,
                Transport = asked?.Transport ?? CameraTransport.Auto,
                Roles = asked?.Roles,
                PinnedSha256 = asked?.Trust?.PinnedSha256,
                AuthorityPem = asked?.Trust?.AuthorityPem,
                OnvifUrl = asked?.Onvif?.Url,
                OnvifProfile = asked?.Onvif?.Profile,
            };
            _ = errors.Check("source.onvif.url", asked?.Onvif, asked?.Onvif is { Url: null or "" } ? "Must not be empty." : null);
            return SourceDraft.Read(fields, policy, errors);
        }

        _ = errors.Check("source", request.Source, request.Source is null ? null : "Only a camera has a source.");
        return null;
    }
}
