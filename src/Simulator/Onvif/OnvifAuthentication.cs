namespace Vedette.Simulator.Onvif;

/// <summary>How a simulated device asks who is there.</summary>
public enum OnvifAuthentication
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>By WS-Security: UsernameToken with a password digest, a nonce and time that count once, and a time near its own.</summary>
    WsSecurity,

    /// <summary>By HTTP Digest (RFC 7616, MD5 and SHA-256); WS-Security headers are not looked at.</summary>
    Digest,
}
