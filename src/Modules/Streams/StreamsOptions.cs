using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using Vedette.Media.Onvif;

namespace Vedette.Streams;

/// <summary>Section <c>streams</c> of the settings.</summary>
internal sealed record StreamsOptions : IValidatableObject
{
    /// <summary>Whether cameras may be on this machine itself. Off where users who add cameras must not reach local services.</summary>
    public bool AllowLoopback { get; init; } = true;

    /// <summary>Seconds a feed remembers beyond its newest key picture, so that a reader may lag that long.</summary>
    [Range(0, 60, ErrorMessage = "keepSeconds must be between 0 and 60.")]
    public double KeepSeconds { get; init; } = 1;

    /// <summary>Whether cameras may be in private networks (RFC 1918, RFC 4193). Most cameras live there.</summary>
    public bool AllowPrivateNetworks { get; init; } = true;

    /// <summary>Seconds a stream that is not recorded stays connected after its last reader left.</summary>
    [Range(0, 3600, ErrorMessage = "lingerSeconds must be between 0 and 3600.")]
    public double LingerSeconds { get; init; } = 60;

    /// <summary>Addresses of this machine (IPv4) the search for cameras goes out from; empty for every network it is in.</summary>
    public IReadOnlyList<string> DiscoveryNetworks { get; init; } = [];

    /// <summary>Hosts that are asked directly when cameras are searched, <c>address:port</c> (IPv4; the port is 3702 unless given): for networks without multicast.</summary>
    public IReadOnlyList<string> DiscoveryTargets { get; init; } = [];

    /// <summary>Whether the search for cameras asks this machine too.</summary>
    public bool DiscoverLoopback { get; init; }

    /// <summary>Feeds that may be converted to H.264 at a time for browsers that cannot show them; by default half the processors, at most 4. 0 means never.</summary>
    [Range(0, 64, ErrorMessage = "transcodes must be between 0 and 64.")]
    public int? Transcodes { get; init; }

    /// <summary>Widest picture a conversion makes, in pixels.</summary>
    [Range(160, 3840, ErrorMessage = "transcodeWidth must be between 160 and 3840.")]
    public int TranscodeWidth { get; init; } = 1280;

    /// <summary>Viewers one camera may have at a time.</summary>
    [Range(1, 10_000, ErrorMessage = "viewersPerCamera must be between 1 and 10000.")]
    public int ViewersPerCamera { get; init; } = 100;

    /// <summary>Whether players and other recorders may read cameras over RTSP.</summary>
    public bool Restream { get; init; } = true;

    /// <summary>The RTSP port; 0 takes a free one.</summary>
    [Range(0, 65535, ErrorMessage = "restreamPort must be between 0 and 65535.")]
    public int RestreamPort { get; init; } = 8554;

    /// <summary>The even one of the two UDP ports that RTP is sent from; 0 takes a free pair.</summary>
    [Range(0, 65534, ErrorMessage = "restreamUdpPort must be an even number between 0 and 65534.")]
    public int RestreamUdpPort { get; init; }

    /// <summary>The address RTSP clients are served on; unless set, the one the web is served on.</summary>
    public string? RestreamAddress { get; init; }

    /// <summary>RTSP clients at a time.</summary>
    [Range(1, 10_000, ErrorMessage = "restreamClients must be between 1 and 10000.")]
    public int RestreamClients { get; init; } = 256;

    /// <summary>RTSP clients at a time from one address.</summary>
    [Range(1, 10_000, ErrorMessage = "restreamClientsPerAddress must be between 1 and 10000.")]
    public int RestreamClientsPerAddress { get; init; } = 64;

    /// <summary>A host to be asked directly; the options are checked when the process starts.</summary>
    public static IPEndPoint Target(string text) =>
        text.Contains(':', StringComparison.Ordinal) ? IPEndPoint.Parse(text) : new IPEndPoint(IPAddress.Parse(text), OnvifDiscovery.Port);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (RestreamUdpPort % 2 != 0)
        {
            yield return new ValidationResult("restreamUdpPort must be an even number between 0 and 65534.");
        }

        if (RestreamAddress is { Length: > 0 } address && !IPAddress.TryParse(address, out _))
        {
            yield return new ValidationResult("restreamAddress must be an IP address.");
        }

        foreach (var target in DiscoveryTargets.Where(target => !IsIPv4(target.Split(':')[0]) || !IPEndPoint.TryParse(target, out _)))
        {
            yield return new ValidationResult($"discoveryTargets: {target} is not an IPv4 address with or without a port.");
        }

        foreach (var network in DiscoveryNetworks.Where(network => !IsIPv4(network)))
        {
            yield return new ValidationResult($"discoveryNetworks: {network} is not an IPv4 address.");
        }
    }

    private static bool IsIPv4(string text) => IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork;
}
