using Vedette.Foundation;

namespace Vedette.Contracts.Identity;

/// <summary>A sign-in or an API key is good no more: its access tokens are refused from now on.</summary>
/// <param name="SignInId">The sign-in's or the key's id, as access tokens name it.</param>
/// <param name="UserId">Whose it was.</param>
/// <param name="At">When, UTC.</param>
[DomainEvent("identity.sign-in-ended", 1)]
public sealed record SignInEnded(Guid SignInId, UserId UserId, DateTimeOffset At) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => UserId.Value;
}
