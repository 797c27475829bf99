using Vedette.Platform.Access;

namespace Vedette.Identity.Domain;

/// <summary>Which roles a user may hold.</summary>
internal static class RoleNames
{
    private static readonly string[] Assignable = [.. Roles.All.Where(role => role != Roles.System)];

    /// <summary>The roles, each once and always in the same order.</summary>
    public static IReadOnlyList<string> Read(IReadOnlyList<string>? roles, out string? error)
    {
        error = roles is not { Count: > 0 } ? "Must name at least one role."
            : roles.Except(Assignable).Any() ? $"Must be of {string.Join(", ", Assignable)}."
            : roles.Contains(Roles.Service) && roles.Distinct().Count() > 1 ? "A service holds no other role."
            : null;
        return error is null ? [.. Assignable.Where(roles!.Contains)] : [];
    }

    public static bool IsService(IEnumerable<string> roles) => roles.Contains(Roles.Service);
}
