namespace Vedette.Inventory.Features;

/// <summary>What every creation answers with.</summary>
internal sealed record CreatedView<TId>(TId Id);
