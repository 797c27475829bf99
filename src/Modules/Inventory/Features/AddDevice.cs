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
        string? Description = null,
        AddDeviceSource? Source = null,
        InspectedThing? Thing = null,
        bool Enabled = true,
        bool Recording = true);

    /// <summary>Where a camera or a thing is. A token is a thing's; what belongs to streams is a camera's.</summary>
    internal sealed record AddDeviceSource(
        string? Url = null,
        string? SubUrl = null,
        string? Username = null,
        string? Password = null,
        string? Token = null,
        CameraTransport Transport = CameraTransport.Auto,
        CameraRoles? Roles = null,
        TrustView? Trust = null,
        OnvifView? Onvif = null);

    /// <summary>What a thing said of itself when it was inspected.</summary>
    internal sealed record InspectedThing(string? Id = null, string? Title = null, IReadOnlyList<CapabilityFields?>? Capabilities = null);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/devices", HandleAsync).RequireRight(Right.Configure).WithName("AddDevice");

    private static async Task<Results<Created<CreatedView<DeviceId>>, ProblemHttpResult>> HandleAsync(
        AddDeviceRequest request,
        Caller caller,
        DeviceStore store,
        RoomStore rooms,
        SecretProtector secrets,
        InventoryOptions options,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var deed = Deed.Of(caller, time);
        var device = Read(request, options, secrets, deed.At, errors);
        if (!errors.IsEmpty)
        {
            return Problem.Invalid(errors.All);
        }

        return (await ObjectionAsync(caller, request.RoomId, rooms, cancellation)
            ?? await store.AddAsync(device, deed, cancellation)) is { } refusal
            ? RefusalView.Of(refusal, "device", device.Id)
            : TypedResults.Created($"/api/inventory/devices/{device.Id}", new CreatedView<DeviceId>(device.Id));
    }

    /// <summary>Why the caller may add nothing there. A room nobody may see is like one that is not there.</summary>
    private static async Task<Refusal?> ObjectionAsync(Caller caller, RoomId? room, RoomStore rooms, CancellationToken cancellation)
    {
        if (caller.IsAdministrator)
        {
            return null;
        }

        var place = room is { } id ? (await rooms.FindAsync(id, cancellation))?.Place : null;
        return room is not null && !caller.Sees(place) ? Refusal.NoSuchRoom
            : !caller.May(Right.Configure, place) ? Refusal.Forbidden
            : null;
    }

    private static Device Read(AddDeviceRequest request, InventoryOptions options, SecretProtector secrets, DateTimeOffset at, FieldErrors errors)
    {
        var name = errors.Check("name", Label.Read(request.Name ?? request.Thing?.Title, Label.MaxName, out var nameError), nameError);
        var description = errors.Check(
            "description", Label.ReadOptional(request.Description, Label.MaxDescription, out var descriptionError), descriptionError);
        var isKnown = request.Kind is { } asked && Enum.IsDefined(asked);
        var kind = errors.Check("kind", request.Kind.GetValueOrDefault(), isKnown ? null : "Must be camera, thing or siren.");
        var (isCamera, isThing) = (isKnown && kind == DeviceKind.Camera, isKnown && kind == DeviceKind.Thing);
        _ = errors.Check("source", request.Source, request.Source is null || isCamera || isThing || !isKnown ? null : "A siren has no source.");
        _ = errors.Check("thing", request.Thing, request.Thing is null || isThing || !isKnown ? null : "Only a thing says what it is.");
        _ = errors.Check("thing.id", request.Thing?.Id, ThingDraft.IdError(request.Thing?.Id));
        return new Device(
            DeviceId.New(),
            kind,
            name,
            request.RoomId,
            null,
            request.Enabled,
            request.Recording && isCamera,
            isCamera ? CameraSourceOf(request.Source, options.HostPolicy, errors)?.Protect(secrets) : null,
            Version: 1,
            at)
        {
            Description = description,
            Thing = isThing && request.Source is { } source ? ThingSourceOf(source, errors)?.Protect(secrets) : null,
            ThingId = isThing ? request.Thing?.Id : null,
            Capabilities = isThing && request.Thing?.Capabilities is { } capabilities
                ? CapabilitySet.Read(capabilities, "thing.capabilities", errors)
                : CapabilitySet.Of(kind),
        };
    }

    private static SourceDraft? CameraSourceOf(AddDeviceSource? asked, HostPolicy policy, FieldErrors errors)
    {
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
        _ = errors.Check("source.token", asked?.Token, asked?.Token is null ? null : "A camera takes a user name and a password.");
        return SourceDraft.Read(fields, policy, errors);
    }

    private static ThingDraft? ThingSourceOf(AddDeviceSource asked, FieldErrors errors)
    {
        var isOfCameras = asked is not { SubUrl: null, Roles: null, Trust: null, Onvif: null, Transport: CameraTransport.Auto };
        _ = errors.Check("source", asked, isOfCameras ? "A thing has a URL, and a user name with a password or a token." : null);
        return ThingDraft.Read(new ThingFields(asked.Url, asked.Username, asked.Password, asked.Token), errors);
    }
}
