using Vedette.Foundation;

namespace Vedette.Platform.Outbound;

/// <summary>A request to somebody outside came to nothing. The message is for people and holds no secret.</summary>
/// <param name="failure">Why.</param>
/// <param name="message">In words.</param>
/// <param name="innerException">What told it.</param>
public sealed class OutboundException(OutboundFailure failure, string message, Exception? innerException = null)
    : FaultException(FaultKind.Network, message, failure is OutboundFailure.Unreachable or OutboundFailure.TimedOut, innerException)
{
    /// <summary>Why.</summary>
    public OutboundFailure Failure { get; } = failure;
}
