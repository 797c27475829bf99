namespace Vedette.Inventory.Features;

/// <summary>Whose certificate is believed, in requests and replies. Certificates are no secrets.</summary>
internal sealed record TrustView(string? PinnedSha256 = null, string? AuthorityPem = null);
