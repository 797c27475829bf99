namespace Vedette.Inventory.Domain;

/// <summary>Which cameras' addresses an installation takes besides those that are never taken.</summary>
/// <param name="AllowLoopback">This machine.</param>
/// <param name="AllowPrivateNetworks">RFC 1918 and RFC 4193.</param>
internal sealed record HostPolicy(bool AllowLoopback, bool AllowPrivateNetworks)
{
    public static HostPolicy Open { get; } = new(AllowLoopback: true, AllowPrivateNetworks: true);
}
