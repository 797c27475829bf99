using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Vedette.Platform.Outbound;

/// <summary>Section <c>network</c> of the settings: whom this server talks to on somebody's word.</summary>
public sealed record NetworkOptions : IValidatableObject
{
    /// <summary>Whether requests may go to this machine itself. For demonstrations and tests; local services often trust whoever is local.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>Whether requests may go to private networks (RFC 1918, RFC 4193).</summary>
    public bool AllowPrivateNetworks { get; init; } = true;

    /// <summary>Networks requests may go to besides, in CIDR notation: <c>203.0.113.0/24</c>, <c>2001:db8::/32</c>.</summary>
    public IReadOnlyList<string> AllowedNetworks { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from network in AllowedNetworks
        where !IPNetwork.TryParse(network, out _)
        select new ValidationResult($"allowedNetworks: {network} is not a network in CIDR notation, for example 192.0.2.0/24.");
}
