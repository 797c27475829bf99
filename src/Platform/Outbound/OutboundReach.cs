namespace Vedette.Platform.Outbound;

/// <summary>How far a request may go. Loopback, link-local, metadata and multicast addresses are out of every reach.</summary>
public enum OutboundReach
{
    /// <summary>To the networks of the allow list: the address was named by somebody who uses this server.</summary>
    AllowList,

    /// <summary>To public addresses too: the address was named by whoever runs this server.</summary>
    Anywhere,
}
