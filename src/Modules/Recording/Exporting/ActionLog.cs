using Vedette.Contracts.Audit;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;

namespace Vedette.Recording.Exporting;

/// <summary>Says who took what away: footage does not leave before this is written.</summary>
internal sealed class ActionLog(Database<RecordingModule> database, TimeProvider time)
{
    public Task RecordAsync(string action, Caller caller, Guid target, string detail, CancellationToken cancellation) =>
        database.WriteAsync(
            unit => unit.EmitAsync(
                new ActionRecorded(Guid.CreateVersion7(), action, caller.Actor, target, detail, time.GetUtcNow()), caller.Actor),
            cancellation);
}
