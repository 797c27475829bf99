namespace Vedette.Inventory.Domain;

/// <summary>A plan with the devices on it that its reader may see.</summary>
internal sealed record PlanEntry(Plan Plan, IReadOnlyList<Placement> Placements);
