using Vedette.Contracts.Audit;

namespace Vedette.Inventory.Domain;

/// <summary>Somebody's change, as the audit trail will tell it.</summary>
internal sealed record Deed(string Actor, DateTimeOffset At)
{
    public ActionRecorded Record(string action, Guid target, string detail) =>
        new(Guid.CreateVersion7(At), $"inventory.{action}", Actor, target, detail, At);
}
