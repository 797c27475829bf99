namespace Vedette.Media.Hub;

/// <summary>Why a feed has no pictures.</summary>
public enum FeedBreakCause
{
    /// <summary>The camera cannot be reached: no answer, no route, name unknown.</summary>
    Unreachable,

    /// <summary>The camera refused the connection or the request.</summary>
    Refused,

    /// <summary>The camera refused the credentials, or asks for some.</summary>
    WrongPassword,

    /// <summary>The camera has no stream at that path.</summary>
    NoSuchPath,

    /// <summary>The stream has no video track.</summary>
    NoVideoTrack,

    /// <summary>The stream's video codec is not supported.</summary>
    UnsupportedCodec,

    /// <summary>The connection stands but nothing arrives.</summary>
    Stalled,

    /// <summary>The camera closed the connection.</summary>
    Closed,

    /// <summary>The camera sends what cannot be understood.</summary>
    Malformed,

    /// <summary>The connection is encrypted, but the camera's certificate is not believed.</summary>
    UntrustedCertificate,

    /// <summary>Pictures arrive, but for long none that playing can start on.</summary>
    NoKeyPicture,
}
