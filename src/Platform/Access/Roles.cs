namespace Vedette.Platform.Access;

/// <summary>The roles, as they stand in tokens.</summary>
public static class Roles
{
    /// <summary>May do everything.</summary>
    public const string Administrator = "administrator";

    /// <summary>Watches over rooms.</summary>
    public const string Guardian = "guardian";

    /// <summary>Owns properties.</summary>
    public const string Owner = "owner";

    /// <summary>Takes part in meetings and documents.</summary>
    public const string Member = "member";

    /// <summary>A program acting for itself.</summary>
    public const string Service = "service";

    /// <summary>Vedette itself.</summary>
    public const string System = "system";

    /// <summary>Every role.</summary>
    public static IReadOnlyList<string> All { get; } = [Administrator, Guardian, Owner, Member, Service, System];

    /// <summary>Whether one of <paramref name="roles"/> lets grants count: a member watches nothing, an administrator needs none.</summary>
    public static bool MayHoldGrants(IEnumerable<string> roles) => roles.Any(role => role is Guardian or Owner or Service);
}
