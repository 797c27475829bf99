using Vedette.Foundation;
using Vedette.Platform.Storage;

namespace Vedette.Identity.Storage;

/// <summary>Notes sign-ins that were refused for the log of actions.</summary>
internal sealed class RefusalStore(Database<IdentityModule> database)
{
    /// <param name="action">What was tried.</param>
    /// <param name="user">Who was claimed, when there is such a user.</param>
    /// <param name="detail">Words; never what was typed: people type passwords where the name belongs.</param>
    /// <param name="address">Where from.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public Task AddAsync(string action, UserId? user, string detail, string? address, DateTimeOffset at, CancellationToken cancellation) =>
        database.WriteAsync(
            unit => unit.EmitAsync(SignInDeed.Of(action, user, "system", detail, address, at) with { Failed = true }, "system"),
            cancellation);
}
