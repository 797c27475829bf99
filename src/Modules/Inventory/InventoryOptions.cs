using System.ComponentModel.DataAnnotations;
using Vedette.Inventory.Domain;

namespace Vedette.Inventory;

/// <summary>Settings of section <c>inventory</c>.</summary>
internal sealed record InventoryOptions
{
    /// <summary>Whether cameras on this machine may be added: the demo's, or a local gateway's.</summary>
    public bool AllowLoopbackCameras { get; init; } = true;

    /// <summary>Whether cameras in private networks (RFC 1918, RFC 4193) may be added. Most cameras live there.</summary>
    public bool AllowPrivateNetworkCameras { get; init; } = true;

    /// <summary>How long a device does not answer before it counts as offline: 1 s to 1 day (S-53, S-54).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan OfflineAfter { get; init; } = TimeSpan.FromMinutes(1);

    public HostPolicy HostPolicy => new(AllowLoopbackCameras, AllowPrivateNetworkCameras);
}
