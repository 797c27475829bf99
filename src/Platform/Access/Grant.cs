using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Vedette.Platform.Access;

/// <summary>Rights somebody was given on a place, perhaps for a time only.</summary>
/// <param name="Scope">How far it reaches.</param>
/// <param name="Target">The property or the room; <see langword="null"/> everywhere.</param>
/// <param name="Rights">What may be done there.</param>
/// <param name="From">The first moment it holds, UTC, whole seconds; <see langword="null"/> for always.</param>
/// <param name="Until">The first moment it holds no more, UTC, whole seconds; <see langword="null"/> for never.</param>
public sealed record Grant(GrantScope Scope, Guid? Target, Rights Rights, DateTimeOffset? From = null, DateTimeOffset? Until = null)
{
    /// <summary>More are not given to one user: they all travel in each access token. A grant on a property counts once.</summary>
    public const int MostOfOneUser = 100;

    private const char Separator = ':';
    private const string ScopeLetters = "epr";

    // In the order of Right.
    private const string RightLetters = "lpxdhca";

    /// <summary>Whether it holds at <paramref name="now"/>.</summary>
    public bool IsInForce(DateTimeOffset now) => (From is not { } from || from <= now) && (Until is not { } until || now < until);

    /// <summary>Whether it reaches <paramref name="place"/>.</summary>
    public bool Covers(Place place) => Scope switch
    {
        GrantScope.Everywhere => true,
        GrantScope.Property => place.PropertyId.Value == Target,
        _ => place.RoomId.Value == Target,
    };

    /// <summary>Whether it carries <paramref name="right"/>, wherever.</summary>
    public bool Carries(Right right) => (Rights & (Rights)(1 << (int)right)) != 0;

    /// <summary>The next moment after <paramref name="now"/> at which it begins or ends to hold; <see langword="null"/> when it stays as it is.</summary>
    public DateTimeOffset? NextChange(DateTimeOffset now) => From > now ? From : Until > now ? Until : null;

    /// <summary>
    /// The short form for tokens and events: scope letter, place (base64url), letters of the rights, from and until in seconds since
    /// 1970, with colons between: <c>r:AZfwAAAAcACAAAAAAAAAAA:lp::1767225600</c>.
    /// </summary>
    public override string ToString()
    {
        var place = Target is { } target ? Base64Url.EncodeToString(target.ToByteArray(bigEndian: true)) : "";
        var rights = string.Concat(RightLetters.Where((_, index) => Carries((Right)index)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{ScopeLetters[(int)Scope]}:{place}:{rights}:{From?.ToUnixTimeSeconds()}:{Until?.ToUnixTimeSeconds()}");
    }

    /// <summary>Reads the short form; <see langword="false"/> for anything else.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Grant? grant)
    {
        grant = null;
        if (text?.Split(Separator) is not [[var letter], var place, var letters, var from, var until]
            || ScopeLetters.IndexOf(letter, StringComparison.Ordinal) is not (>= 0 and var scope)
            || !TryTarget((GrantScope)scope, place, out var target)
            || !TryRights(letters, out var rights)
            || !TryInstant(from, out var start)
            || !TryInstant(until, out var end))
        {
            return false;
        }

        grant = new Grant((GrantScope)scope, target, rights, start, end);
        return true;
    }

    private static bool TryTarget(GrantScope scope, string text, out Guid? target)
    {
        target = null;
        Span<byte> bytes = stackalloc byte[16];
        if (text.Length != 22 || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var written) || written != bytes.Length)
        {
            return scope == GrantScope.Everywhere && text.Length == 0;
        }

        target = new Guid(bytes, bigEndian: true);
        return scope != GrantScope.Everywhere;
    }

    private static bool TryRights(string letters, out Rights rights)
    {
        rights = Rights.None;
        foreach (var letter in letters)
        {
            if (RightLetters.IndexOf(letter, StringComparison.Ordinal) is not (>= 0 and var index))
            {
                return false;
            }

            rights |= (Rights)(1 << index);
        }

        return rights != Rights.None;
    }

    private static bool TryInstant(string text, out DateTimeOffset? instant)
    {
        instant = null;
        if (text.Length == 0)
        {
            return true;
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds >= 253_402_300_800)
        {
            return false;
        }

        instant = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return true;
    }
}
