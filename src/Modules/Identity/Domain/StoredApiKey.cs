using Vedette.Foundation;

namespace Vedette.Identity.Domain;

/// <summary>An API key as it is kept: never the key, only its first letters and its hash.</summary>
internal sealed record StoredApiKey(
    Guid Id,
    UserId UserId,
    string Name,
    string Prefix,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt)
{
    public const int MaxName = 100;

    /// <summary>Enough for one program each; every one of them is a door.</summary>
    public const int MostOfOneUser = 50;

    /// <summary>So much of a key is shown, to tell it from others: 6 of 43 letters.</summary>
    public const int ShownCharacters = 10;

    public bool IsGoodAt(DateTimeOffset now) => ExpiresAt is not { } end || now < end;
}
