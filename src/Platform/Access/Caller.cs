using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Vedette.Foundation;

namespace Vedette.Platform.Access;

/// <summary>Who makes a request, as the token says. Bound as a parameter of an endpoint.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Name">The user's name.</param>
/// <param name="Roles">The user's roles.</param>
public sealed record Caller(UserId UserId, string Name, IReadOnlyList<string> Roles)
{
    /// <summary>All that was granted, in force or not (yet).</summary>
    public IReadOnlyList<Grant> Given { get; init; } = [];

    /// <summary>The grants in force when the request was made.</summary>
    public IReadOnlyList<Grant> Grants { get; init; } = [];

    /// <summary>Grows with every change of the user's access; 0 when the token does not say.</summary>
    public long Version { get; init; }

    /// <summary>The sign-in or API key the token came of, when it says.</summary>
    public Guid? SignIn { get; init; }

    /// <summary>The network address the request came from, when there is one.</summary>
    public string? Address { get; init; }

    /// <summary>Whether the caller may do everything.</summary>
    public bool IsAdministrator => Roles.Contains(Access.Roles.Administrator);

    /// <summary>The caller as the actor of an event.</summary>
    public string Actor => UserId.ToString();

    private IEnumerable<Grant> Counting => Access.Roles.MayHoldGrants(Roles) ? Grants : [];

    /// <summary>The caller as of <paramref name="now"/>: grants that have not begun or have ended do not count.</summary>
    public Caller At(DateTimeOffset now) => this with { Grants = [.. Given.Where(grant => grant.IsInForce(now))] };

    /// <summary>Whether the caller has <paramref name="right"/> at some place or other.</summary>
    public bool May(Right right) => IsAdministrator || Counting.Any(grant => grant.Carries(right));

    /// <summary>Whether the caller has <paramref name="right"/> at <paramref name="place"/>; where <see langword="null"/> is, administrators alone.</summary>
    public bool May(Right right, Place? place) =>
        IsAdministrator || (place is not null && Counting.Any(grant => grant.Carries(right) && grant.Covers(place)));

    /// <summary>Whether the caller may know what is at <paramref name="place"/>: has any of the rights that belong to places.</summary>
    public bool Sees(Place? place) => Reach().Includes(place);

    /// <summary>The places where the caller has <paramref name="right"/>, or any right that belongs to places when none is given.</summary>
    public AccessReach Reach(Right? right = null)
    {
        var counting = Counting.Where(grant => right is { } one ? grant.Carries(one) : (grant.Rights & Rights.OfPlaces) != 0).ToList();
        var everything = IsAdministrator || (right is null && Roles.Contains(Access.Roles.System));
        return new AccessReach(
            everything,
            everything || counting.Exists(grant => grant.Scope == GrantScope.Everywhere),
            Targets(GrantScope.Property),
            Targets(GrantScope.Room));

        HashSet<Guid> Targets(GrantScope scope) =>
            [.. counting.Where(grant => grant.Scope == scope && grant.Target is not null).Select(grant => grant.Target!.Value)];
    }

    /// <summary>The caller of a request; <see langword="null"/> when it carries no valid token.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context.User));

    /// <summary>The caller a request was authenticated as; <see langword="null"/> when it was not.</summary>
    public static Caller? Of(ClaimsPrincipal principal) => CallerIdentity.Of(principal)?.Caller;
}
