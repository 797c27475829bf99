using Vedette.Platform.Access;

namespace Vedette.Identity.Domain;

/// <summary>Rights and scopes as they are written in the API and in the tables.</summary>
internal static class RightNames
{
    private static readonly Right[] All = Enum.GetValues<Right>();

    /// <summary>What an owner may do at a property of his own.</summary>
    public static Rights OfOwner => Rights.Live | Rights.Playback | Rights.Export;

    public static string Of(Right right) => right.ToString().ToLowerInvariant();

    public static string Of(GrantScope scope) => scope.ToString().ToLowerInvariant();

    /// <summary>The names, always in the same order.</summary>
    public static IReadOnlyList<string> Of(Rights rights) => [.. All.Where(right => rights.HasFlag(Flag(right))).Select(Of)];

    /// <summary>The rights of those names, or null when one of them is no right.</summary>
    public static Rights? Read(IEnumerable<string> names)
    {
        var rights = Rights.None;
        foreach (var name in names)
        {
            if (Array.FindIndex(All, right => Of(right) == name) is not (>= 0 and var index))
            {
                return null;
            }

            rights |= Flag(All[index]);
        }

        return rights;
    }

    public static GrantScope? ReadScope(string? name) => name switch
    {
        "everywhere" => GrantScope.Everywhere,
        "property" => GrantScope.Property,
        "room" => GrantScope.Room,
        _ => null,
    };

    private static Rights Flag(Right right) => (Rights)(1 << (int)right);
}
