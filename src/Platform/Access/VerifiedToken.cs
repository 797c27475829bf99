namespace Vedette.Platform.Access;

/// <summary>A token whose signature is right and whose claims can be read.</summary>
/// <param name="Caller">Whom it speaks for, as it says itself.</param>
/// <param name="Key">The key that signed it.</param>
/// <param name="NotBefore">When it begins to be good, UTC.</param>
/// <param name="Expires">When it is good no more, UTC.</param>
internal sealed record VerifiedToken(Caller Caller, TokenKey Key, DateTimeOffset? NotBefore, DateTimeOffset Expires);
