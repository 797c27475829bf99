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

    private static readonly Right[] Watching = [Right.Live, Right.Playback, Right.Export];

    /// <summary>Every role.</summary>
    public static IReadOnlyList<string> All { get; } = [Administrator, Guardian, Owner, Member, Service, System];

    /// <summary>Whether one of <paramref name="roles"/> carries <paramref name="right"/>.</summary>
    public static bool Allow(IEnumerable<string> roles, Right right) => roles.Any(role => role switch
    {
        Administrator => true,
        Guardian or Owner => Watching.Contains(right),
        _ => false,
    });
}
