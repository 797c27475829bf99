using Vedette.Foundation;

namespace Vedette.Contracts.Audit;

/// <summary>Somebody did, saw, exported or deleted something.</summary>
/// <param name="ActionId">This action.</param>
/// <param name="Action">What: module first, for example <c>inventory.camera-added</c>.</param>
/// <param name="Actor">Who: a user id, or <c>system</c>.</param>
/// <param name="Target">What it was done to, or null.</param>
/// <param name="Detail">Words for people; never a secret.</param>
/// <param name="At">When, UTC.</param>
[DomainEvent("audit.action-recorded", 1)]
public sealed record ActionRecorded(
    Guid ActionId,
    string Action,
    string Actor,
    Guid? Target,
    string Detail,
    DateTimeOffset At) : IDomainEvent
{
    /// <summary>The network address it was done from, or null when it was done by the program itself or is not known.</summary>
    public string? Address { get; init; }

    /// <summary>Whether it was tried and refused, as a sign-in with a wrong password is.</summary>
    public bool Failed { get; init; }

    /// <inheritdoc/>
    public Guid Subject => Target ?? ActionId;
}
