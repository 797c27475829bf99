using Vedette.Contracts.Audit;
using Vedette.Foundation;

namespace Vedette.Identity.Storage;

/// <summary>What the audit trail will tell of signing in, and of what one signs in with.</summary>
internal static class SignInDeed
{
    public static ActionRecorded Of(string action, UserId? target, string actor, string detail, string? address, DateTimeOffset at) =>
        new(Guid.CreateVersion7(at), $"identity.{action}", actor, target?.Value, detail, at) { Address = address };
}
