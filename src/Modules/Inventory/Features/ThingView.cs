using Vedette.Contracts.Inventory;

namespace Vedette.Inventory.Features;

/// <summary>Where a thing is. Whether it has a secret is told; the secret never.</summary>
internal sealed record ThingView(string Url, string? Username, bool HasSecret)
{
    public static ThingView Of(ThingSource thing) => new(thing.Url.OriginalString, thing.Username, thing.ProtectedSecret is not null);
}
