namespace Vedette.Simulator.Things;

/// <summary>How a simulated thing asks who is there (Thing Description 1.1 section 5.3.3).</summary>
public enum ThingSecurity
{
    /// <summary>It does not.</summary>
    NoSec,

    /// <summary>By name and password (RFC 7617).</summary>
    Basic,

    /// <summary>By a token (RFC 6750).</summary>
    Bearer,

    /// <summary>By a key in the header <c>X-Thing-Key</c>.</summary>
    ApiKey,

    /// <summary>By name and password, neither of which travels (RFC 7616).</summary>
    Digest,
}
