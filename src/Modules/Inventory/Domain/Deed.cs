using Vedette.Contracts.Audit;
using Vedette.Platform.Access;

namespace Vedette.Inventory.Domain;

/// <summary>Somebody's change, as the audit trail will tell it.</summary>
internal sealed record Deed(string Actor, DateTimeOffset At, string? Address = null)
{
    public const string System = "system";

    public static Deed Of(Caller caller, TimeProvider time) => new(caller.Actor, time.GetUtcNow(), caller.Address);

    public ActionRecorded Record(string action, Guid target, string detail) =>
        new(Guid.CreateVersion7(At), $"inventory.{action}", Actor, target, detail, At) { Address = Address };
}
