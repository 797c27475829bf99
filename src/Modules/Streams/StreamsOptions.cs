using System.ComponentModel.DataAnnotations;

namespace Vedette.Streams;

/// <summary>Section <c>streams</c> of the settings.</summary>
internal sealed record StreamsOptions
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

    /// <summary>Viewers one camera may have at a time.</summary>
    [Range(1, 10_000, ErrorMessage = "viewersPerCamera must be between 1 and 10000.")]
    public int ViewersPerCamera { get; init; } = 100;
}
