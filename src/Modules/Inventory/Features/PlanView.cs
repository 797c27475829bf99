using Vedette.Inventory.Domain;

namespace Vedette.Inventory.Features;

/// <summary>A floor plan; its picture is read by itself.</summary>
internal sealed record PlanView(Guid Id, string Name, int Width, int Height, IReadOnlyList<Placement> Placements)
{
    public static PlanView Of(PlanEntry entry) =>
        new(entry.Plan.Id, entry.Plan.Name, entry.Plan.Width, entry.Plan.Height, entry.Placements);
}
