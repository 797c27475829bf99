using System.Diagnostics.CodeAnalysis;

namespace Vedette.Foundation;

/// <summary>The one written form of every identity: 36 characters with hyphens (RFC 9562 section 4).</summary>
public static class EntityIdText
{
    /// <summary>Reads the 36-character form; anything else (braces, no hyphens, a path) is refused.</summary>
    public static bool TryParse<TId>([NotNullWhen(true)] string? text, out TId id)
        where TId : struct, IEntityId<TId>
    {
        var read = Guid.TryParseExact(text, "D", out var value);
        id = TId.From(value);
        return read;
    }

    /// <summary>Reads the 36-character form.</summary>
    /// <exception cref="FormatException">The text is not a UUID in that form.</exception>
    public static TId Parse<TId>(string text)
        where TId : struct, IEntityId<TId> =>
        TryParse<TId>(text, out var id)
            ? id
            : throw new FormatException("An id is 36 characters long: hexadecimal digits in five groups joined by hyphens.");
}
