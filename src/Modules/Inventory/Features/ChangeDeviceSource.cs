using Vedette.Contracts.Inventory;

namespace Vedette.Inventory.Features;

/// <summary>What is absent stays as it is; null (of texts, an empty one too) takes what it names away. A token is a thing's.</summary>
internal sealed class ChangeDeviceSource
{
    public string? Url { get; set; }

    public string? SubUrl { get; set => (field, SaysSubUrl) = (value, true); }

    public string? Username { get; set => (field, SaysUsername) = (value, true); }

    public string? Password { get; set => (field, SaysPassword) = (value, true); }

    public string? Token { get; set => (field, SaysToken) = (value, true); }

    public CameraTransport? Transport { get; set; }

    public CameraRoles? Roles { get; set => (field, SaysRoles) = (value, true); }

    public TrustView? Trust { get; set => (field, SaysTrust) = (value, true); }

    public OnvifView? Onvif { get; set => (field, SaysOnvif) = (value, true); }

    internal bool SaysSubUrl { get; private set; }

    internal bool SaysUsername { get; private set; }

    internal bool SaysPassword { get; private set; }

    internal bool SaysToken { get; private set; }

    internal bool SaysRoles { get; private set; }

    internal bool SaysTrust { get; private set; }

    internal bool SaysOnvif { get; private set; }

    /// <summary>Whether something is said that only a camera's stream has.</summary>
    internal bool SaysStream => SaysSubUrl || SaysRoles || SaysTrust || SaysOnvif || Transport is not null;
}
