namespace Vedette.Simulator;

/// <summary>How a simulated camera asks who is there.</summary>
public enum RtspAuthentication
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>RFC 7617.</summary>
    Basic,

    /// <summary>RFC 7616 with MD5, as cameras do.</summary>
    Digest,
}
