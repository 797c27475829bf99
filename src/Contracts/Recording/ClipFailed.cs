using Vedette.Foundation;

namespace Vedette.Contracts.Recording;

/// <summary>A clip could not be made and will not be.</summary>
/// <param name="ClipId">The clip.</param>
/// <param name="Error">Why, in words for people.</param>
/// <param name="Correlation">What it was wanted for, or null.</param>
[DomainEvent("recording.clip-failed", 1)]
public sealed record ClipFailed(Guid ClipId, string Error, Guid? Correlation) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => ClipId;
}
