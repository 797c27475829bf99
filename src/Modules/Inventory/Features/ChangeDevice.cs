using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Mvc;
using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Inventory.Domain;
using Vedette.Inventory.Storage;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Inventory.Features;

internal static class ChangeDevice
{
    /// <summary>What is absent or null stays as it is.</summary>
    internal sealed record ChangeDeviceRequest(
        string? Name = null,
        RoomId? RoomId = null,
        bool? Enabled = null,
        bool? Recording = null,
        ChangeDeviceSource? Source = null);

    /// <summary>What is absent stays as it is; null (of texts, an empty one too) takes what it names away.</summary>
    internal sealed class ChangeDeviceSource
    {
        public string? Url { get; set; }

        public string? SubUrl { get; set => (field, SaysSubUrl) = (value, true); }

        public string? Username { get; set => (field, SaysUsername) = (value, true); }

        public string? Password { get; set => (field, SaysPassword) = (value, true); }

        public CameraTransport? Transport { get; set; }

        public CameraRoles? Roles { get; set => (field, SaysRoles) = (value, true); }

        public TrustView? Trust { get; set => (field, SaysTrust) = (value, true); }

        public OnvifView? Onvif { get; set => (field, SaysOnvif) = (value, true); }

        internal bool SaysSubUrl { get; private set; }

        internal bool SaysUsername { get; private set; }

        internal bool SaysPassword { get; private set; }

        internal bool SaysRoles { get; private set; }

        internal bool SaysTrust { get; private set; }

        internal bool SaysOnvif { get; private set; }
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPatch("/devices/{id}", HandleAsync).RequireRight(Right.Configure).WithName("ChangeDevice");

    private static async Task<Results<Ok<DeviceView>, ProblemHttpResult>> HandleAsync(
        DeviceId id,
        ChangeDeviceRequest request,
        [FromHeader(Name = "If-Match")] string? ifMatch,
        Caller caller,
        DeviceStore store,
        SecretProtector secrets,
        InventoryOptions options,
        TimeProvider time,
        HttpResponse response,
        CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        if (!EntityTag.TryReadIfMatch(ifMatch, out var expected))
        {
            errors.Add("If-Match", "Must be the ETag of the device.");
        }

        var name = request.Name is null ? null : errors.Check("name", Label.Read(request.Name, Label.MaxName, out var nameError), nameError);
        var change = new Change(request, name, secrets, options.HostPolicy, errors);
        if (!errors.IsEmpty)
        {
            return Problem.Invalid(errors.All);
        }

        var (device, refusal) = await store.ChangeAsync(id, expected, change.Apply, new Deed(caller.Actor, time.GetUtcNow()), cancellation);
        if (!errors.IsEmpty)
        {
            return Problem.Invalid(errors.All);
        }

        if (refusal is { } reason)
        {
            return RefusalView.Of(reason, "device", id);
        }

        response.Headers.ETag = EntityTag.Quoted(device!.Version);
        return TypedResults.Ok(DeviceView.Of(device));
    }

    /// <summary>The change somebody asked for, applied to the device as it is when nobody else can change it.</summary>
    private sealed record Change(ChangeDeviceRequest Request, string? Name, SecretProtector Secrets, HostPolicy Policy, FieldErrors Errors)
    {
        /// <summary>The device with the change; unchanged when <see cref="Errors"/> says that the change makes no sense for it.</summary>
        public Device Apply(Device device)
        {
            var source = Source(device);
            var isCamera = device.Kind == DeviceKind.Camera;
            _ = Errors.Check("recording", Request.Recording, Request.Recording == true && !isCamera ? "Only a camera is recorded." : null);
            return !Errors.IsEmpty
                ? device
                : device with
                {
                    Name = Name ?? device.Name,
                    RoomId = Request.RoomId ?? device.RoomId,
                    Enabled = Request.Enabled ?? device.Enabled,
                    Recording = Request.Recording ?? device.Recording,
                    Source = source,
                };
        }

        private CameraSource? Source(Device device)
        {
            if (Request.Source is not { } asked)
            {
                return device.Source;
            }

            if (device.Source is not { } before)
            {
                Errors.Add("source", "Only a camera has a source.");
                return null;
            }

            var (trust, onvif) = (
                asked.SaysTrust ? asked.Trust : TrustOf(before),
                asked.SaysOnvif ? asked.Onvif : new OnvifView(before.OnvifUrl?.OriginalString, before.OnvifProfile));
            var fields = new SourceFields
            {
                Url = asked.Url ?? before.Url.OriginalString,
                SubUrl = asked.SaysSubUrl ? asked.SubUrl : before.SubUrl?.OriginalString,
                Username = asked.SaysUsername ? asked.Username : null,
                Password = asked.Password,
                Transport = asked.Transport ?? before.Transport,
                Roles = asked.SaysRoles ? asked.Roles : before.Roles,
                PinnedSha256 = trust?.PinnedSha256,
                AuthorityPem = trust?.AuthorityPem,
                OnvifUrl = onvif?.Url,
                OnvifProfile = onvif?.Profile,
            };
            _ = Errors.Check("source.onvif.url", asked.Onvif, asked.Onvif is { Url: null or "" } ? "Must not be empty." : null);
            var draft = SourceDraft.Read(fields, Policy, Errors);
            return draft?.Replace(before, keepsUsername: !asked.SaysUsername, keepsPassword: !asked.SaysPassword, Secrets);
        }

        private static TrustView? TrustOf(CameraSource source) =>
            source.Trust is { } trust ? new TrustView(trust.PinnedSha256, trust.AuthorityPem) : null;
    }
}
