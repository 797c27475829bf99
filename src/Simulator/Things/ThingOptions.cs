namespace Vedette.Simulator.Things;

/// <summary>What simulated things are started with.</summary>
public sealed record ThingOptions
{
    /// <summary>How many things, named <c>thing1</c>, <c>thing2</c>, …; at least 1.</summary>
    public int Things { get; init; } = 1;

    /// <summary>The first thing's own id; the others, and all of them unless set, are called like themselves.</summary>
    public string? Id { get; init; }

    /// <summary>Where the first thing says it is.</summary>
    public string Location { get; init; } = "Cold store";

    /// <summary>TCP port of the first thing on 127.0.0.1, the others follow; 0 takes free ones.</summary>
    public int Port { get; init; }

    /// <summary>How things ask who is there.</summary>
    public ThingSecurity Security { get; init; }

    /// <summary>The user things know, for <see cref="ThingSecurity.Basic"/> and <see cref="ThingSecurity.Digest"/>.</summary>
    public string Username { get; init; } = "vedette";

    /// <summary>The password, the token or the key.</summary>
    public string Secret { get; init; } = "thing-secret";

    /// <summary>How often each sensor measures.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(2500);

    /// <summary>The RTSP URLs of the things' cameras, the first thing's first; things beyond them have none.</summary>
    public IReadOnlyList<Uri> Videos { get; init; } = [];

    /// <summary>TCP port of the directory of all things on 127.0.0.1; 0 takes a free one, null means there is none.</summary>
    public int? DirectoryPort { get; init; }

    /// <summary>UDP port DNS-SD is answered on; 5353 joins multicast DNS, 0 takes a free one, null means it is not.</summary>
    public int? DiscoveryPort { get; init; }

    /// <summary>The clock everything follows.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
