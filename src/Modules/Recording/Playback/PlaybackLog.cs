using Vedette.Contracts.Audit;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;

namespace Vedette.Recording.Playback;

/// <summary>Says who looked at recorded footage: written down before it is shown.</summary>
internal sealed class PlaybackLog(Sightings sightings, Database<RecordingModule> database, TimeProvider time)
{
    private const string Played = "recording.footage-played";

    public Task NotePlayedAsync(Caller caller, CameraId camera, FootageRange range, CancellationToken cancellation) =>
        NoteAsync(caller, camera, Played, $"{range.From:O} to {range.To:O}", cancellation);

    public Task NoteSnapshotAsync(Caller caller, CameraId camera, DateTimeOffset at, CancellationToken cancellation) =>
        NoteAsync(caller, camera, "recording.snapshot-seen", $"pictures around {at:O}", cancellation);

    /// <summary>The same range is noted once in a while; snapshots, which a page asks for by the dozen, once for a while of looking.</summary>
    private async Task NoteAsync(Caller caller, CameraId camera, string action, string detail, CancellationToken cancellation)
    {
        var look = action == Played ? $"{action} {detail}" : action;
        if (!sightings.IsNew(caller.Actor, look, camera.Value))
        {
            return;
        }

        try
        {
            var seen = new ActionRecorded(Guid.CreateVersion7(), action, caller.Actor, camera.Value, detail, time.GetUtcNow());
            await database.WriteAsync(unit => unit.EmitAsync(seen, caller.Actor), cancellation);
        }
        catch
        {
            sightings.Forget(caller.Actor, look, camera.Value);
            throw;
        }
    }
}
