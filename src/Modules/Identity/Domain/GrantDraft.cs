using Vedette.Platform.Access;

namespace Vedette.Identity.Domain;

/// <summary>A grant somebody is to be given.</summary>
internal sealed record GrantDraft(GrantScope Scope, Guid? PlaceId, Rights Rights, DateTimeOffset? From, DateTimeOffset? Until)
{
    /// <summary>Reads a grant; what is wrong with it is noted below <paramref name="field"/>.</summary>
    public static GrantDraft? Read(
        string? scopeName,
        Guid? place,
        IReadOnlyList<string>? rightNames,
        DateTimeOffset? from,
        DateTimeOffset? until,
        DateTimeOffset now,
        string field,
        FieldErrors errors)
    {
        var isRight = true;
        if (RightNames.ReadScope(scopeName) is not { } scope)
        {
            return Refuse("scope", "Must be everywhere, property or room.");
        }

        if ((scope == GrantScope.Everywhere) != (place is null))
        {
            _ = Refuse("placeId", scope == GrantScope.Everywhere ? "Everywhere is no single place." : "Must name the place.");
        }

        if (RightNames.Read(rightNames ?? []) is not { } rights || rights == Rights.None)
        {
            _ = Refuse("rights", $"Must be some of {string.Join(", ", Enum.GetValues<Right>().Select(RightNames.Of))}.");
            rights = Rights.None;
        }
        else if (rights.HasFlag(Rights.Audit) && scope != GrantScope.Everywhere)
        {
            _ = Refuse("rights", "The log of actions belongs to no place: audit is granted everywhere or not at all.");
        }

        // Tokens count seconds since 1970; what began before then has always been.
        var (begins, ends) = (from < DateTimeOffset.UnixEpoch ? null : WholeSeconds(from), WholeSeconds(until));
        if (ends <= (begins ?? DateTimeOffset.MinValue) || ends <= now)
        {
            _ = Refuse("until", ends <= now ? "Must be in the future." : "Must be after from.");
        }

        return isRight ? new GrantDraft(scope, place, rights, begins, ends) : null;

        GrantDraft? Refuse(string member, string message)
        {
            errors.Add($"{field}.{member}", message);
            isRight = false;
            return null;
        }
    }

    private static DateTimeOffset? WholeSeconds(DateTimeOffset? instant) =>
        instant is { } at ? DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds()) : null;
}
