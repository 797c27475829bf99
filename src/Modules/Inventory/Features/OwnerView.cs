using Vedette.Foundation;

namespace Vedette.Inventory.Features;

/// <summary>Who owns a property.</summary>
internal sealed record OwnerView(UserId Id, string Name);
