namespace Vedette.Platform.Outbound;

/// <summary>Why a request to somebody outside came to nothing.</summary>
public enum OutboundFailure
{
    /// <summary>The address is none this installation talks to.</summary>
    AddressNotAllowed,

    /// <summary>Nobody knows the name, nobody listens there, or the connection broke (TLS included).</summary>
    Unreachable,

    /// <summary>It took longer than the caller waits.</summary>
    TimedOut,

    /// <summary>The answer is larger than the caller takes.</summary>
    TooLarge,

    /// <summary>The answer is no HTTP, or leads from address to address without an end, or to where no request goes.</summary>
    Malformed,
}
