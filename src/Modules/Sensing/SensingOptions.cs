using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Vedette.Sensing;

/// <summary>Section <c>sensing</c> of the settings.</summary>
internal sealed record SensingOptions : IValidatableObject
{
    /// <summary>Seconds from the end of one look at a thing to the next.</summary>
    [Range(0.1, 3600, ErrorMessage = "probeSeconds must be between 0.1 and 3600.")]
    public double ProbeSeconds { get; init; } = 10;

    /// <summary>Seconds a thing has to answer a look.</summary>
    [Range(0.1, 60, ErrorMessage = "probePatienceSeconds must be between 0.1 and 60.")]
    public double ProbePatienceSeconds { get; init; } = 2;

    /// <summary>Seconds after which a thing that does not respond is offline.</summary>
    [Range(1, 86_400, ErrorMessage = "offlineSeconds must be between 1 and 86400.")]
    public double OfflineSeconds { get; init; } = 60;

    /// <summary>Things looked at at the same time.</summary>
    [Range(1, 1000, ErrorMessage = "probesAtOnce must be between 1 and 1000.")]
    public int ProbesAtOnce { get; init; } = 32;

    /// <summary>Addresses of this machine the search for things goes out from; empty for every network it is in.</summary>
    public IReadOnlyList<string> DiscoveryNetworks { get; init; } = [];

    /// <summary>Hosts that are asked directly when things are searched, <c>address:port</c> (the port is 5353 unless given): for networks without multicast.</summary>
    public IReadOnlyList<string> DiscoveryTargets { get; init; } = [];

    /// <summary>Whether the search asks this machine too.</summary>
    public bool DiscoverLoopback { get; init; }

    public TimeSpan Pause => TimeSpan.FromSeconds(ProbeSeconds);

    public TimeSpan Patience => TimeSpan.FromSeconds(ProbePatienceSeconds);

    public TimeSpan OfflineAfter => TimeSpan.FromSeconds(OfflineSeconds);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var network in DiscoveryNetworks.Where(network => !IPAddress.TryParse(network, out _)))
        {
            yield return new ValidationResult($"discoveryNetworks: {network} is not an IP address.");
        }

        foreach (var target in DiscoveryTargets.Where(target => !IPEndPoint.TryParse(target, out _)))
        {
            yield return new ValidationResult($"discoveryTargets: {target} is not an address with or without a port.");
        }
    }
}
