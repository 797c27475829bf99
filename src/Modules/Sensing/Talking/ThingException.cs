using Vedette.Foundation;

namespace Vedette.Sensing.Talking;

/// <summary>A thing did not do what was asked. The words are for people and hold no secret and no address with one.</summary>
internal sealed class ThingException(ThingFailure failure, string message, Exception? innerException = null)
    : FaultException(FaultKind.Network, message, innerException: innerException)
{
    public ThingFailure Failure => failure;

    /// <summary>What is wrong with a value, piece by piece; empty where it is not about a value.</summary>
    public IReadOnlyList<string> Complaints { get; init; } = [];

    /// <summary>The HTTP status it answered with, if that is what it is about.</summary>
    public int? Status { get; init; }
}
