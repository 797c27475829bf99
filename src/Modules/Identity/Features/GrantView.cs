using Vedette.Foundation;
using Vedette.Identity.Storage;

namespace Vedette.Identity.Features;

/// <summary>A grant with the names of who and where.</summary>
internal sealed record GrantView(
    Guid Id,
    UserId UserId,
    string Username,
    string Scope,
    Guid? PlaceId,
    string? PlaceName,
    Guid? PropertyId,
    IReadOnlyList<string> Rights,
    DateTimeOffset? From,
    DateTimeOffset? Until,
    string Kind,
    bool InForce)
{
    public static GrantView Of(GrantList.Entry entry, DateTimeOffset now) => new(
        entry.Id,
        entry.UserId,
        entry.Username,
        entry.Scope,
        entry.PlaceId,
        entry.PlaceName,
        entry.PropertyId,
        entry.Rights.Split(' '),
        entry.FromAt,
        entry.UntilAt,
        entry.Kind,
        !(entry.FromAt > now) && !(entry.UntilAt <= now));
}
