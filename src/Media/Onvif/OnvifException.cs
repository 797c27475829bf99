using Vedette.Foundation;

namespace Vedette.Media.Onvif;

/// <summary>A device could not be asked, or refused. The message is for people and never holds a secret.</summary>
public sealed class OnvifException : FaultException
{
    internal OnvifException(OnvifCause cause, string message, Exception? innerException = null)
        : base(KindOf(cause), message, cause is OnvifCause.Unreachable or OnvifCause.Refused, innerException) => Cause = cause;

    /// <summary>What is wrong.</summary>
    public OnvifCause Cause { get; }

    /// <summary>
    /// The innermost code of the SOAP fault (SOAP 1.2 part 1 section 5.4.1) without its prefix, for example <c>ActionNotSupported</c>;
    /// null when the device did not answer with a fault.
    /// </summary>
    public string? Fault { get; internal init; }

    /// <summary>The HTTP status the device answered with, or null.</summary>
    internal int? Status { get; init; }

    /// <summary>The device took the request and ended the connection without an answer.</summary>
    internal bool IsWithoutAnswer { get; init; }

    private static FaultKind KindOf(OnvifCause cause) => cause switch
    {
        OnvifCause.NotAllowed => FaultKind.Configuration,
        OnvifCause.NotOnvif => FaultKind.Format,
        OnvifCause.Unreachable or OnvifCause.Refused or OnvifCause.WrongPassword or OnvifCause.ClockSkew => FaultKind.Network,
    };
}
