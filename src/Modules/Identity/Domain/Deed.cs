using Vedette.Contracts.Audit;
using Vedette.Foundation;
using Vedette.Platform.Access;

namespace Vedette.Identity.Domain;

/// <summary>Somebody's change, as the audit trail will tell it.</summary>
internal sealed record Deed(string Actor, string? Address, DateTimeOffset At)
{
    /// <summary>What the program does by itself.</summary>
    public const string System = "system";

    public static Deed Of(Caller caller, DateTimeOffset at) => new(caller.Actor, caller.Address, at);

    public ActionRecorded Record(string action, UserId target, string detail) => Record(action, target.Value, detail);

    public ActionRecorded Record(string action, Guid? target, string detail) =>
        new(Guid.CreateVersion7(At), $"identity.{action}", Actor, target, detail, At) { Address = Address };
}
