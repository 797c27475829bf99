using Vedette.Platform.Access;

namespace Vedette.Identity.Tokens;

/// <summary>A stored key and since when it signs.</summary>
internal sealed record SigningKey(TokenSigner Signer, DateTimeOffset CreatedAt);
