using Vedette.Contracts.Audit;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;

namespace Vedette.Recording;

/// <summary>Says who saw, took away or changed what: footage does not leave before this is written.</summary>
internal sealed class ActionLog(Database<RecordingModule> database, TimeProvider time)
{
    /// <param name="action">What was done, module first.</param>
    /// <param name="caller">Who.</param>
    /// <param name="target">What it was done to.</param>
    /// <param name="detail">Words for people; never a secret.</param>
    /// <param name="cancellation">Stops the attempt.</param>
    public Task RecordAsync(string action, Caller caller, Guid target, string detail, CancellationToken cancellation) =>
        database.WriteAsync(
            unit => unit.EmitAsync(
                new ActionRecorded(Guid.CreateVersion7(), action, caller.Actor, target, detail, time.GetUtcNow()) { Address = caller.Address }, caller.Actor),
            cancellation);
}
