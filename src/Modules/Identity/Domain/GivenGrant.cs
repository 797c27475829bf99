using System.Globalization;
using Vedette.Foundation;
using Vedette.Platform.Access;

namespace Vedette.Identity.Domain;

/// <summary>A grant somebody has: given by an administrator, or by owning the property.</summary>
internal sealed record GivenGrant(Guid Id, UserId UserId, bool IsOwnership, GrantDraft Terms)
{
    public Grant ToGrant() => new(Terms.Scope, Terms.PlaceId, Terms.Rights, Terms.From, Terms.Until);

    /// <summary>The grant in words for the audit trail.</summary>
    public string Describe(string username, string? placeName)
    {
        var where = Terms.Scope == GrantScope.Everywhere ? "everywhere" : $"{RightNames.Of(Terms.Scope)} {placeName ?? Terms.PlaceId?.ToString()}";
        var when = (Terms.From is { } from ? $" from {Text(from)}" : "") + (Terms.Until is { } until ? $" until {Text(until)}" : "");
        return $"{username}: {string.Join(", ", RightNames.Of(Terms.Rights))} in {where}{when}{(IsOwnership ? " (owner)" : "")}".Replace("in everywhere", "everywhere", StringComparison.Ordinal);
    }

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
