using Vedette.Foundation;
using Vedette.Platform.Access;

namespace Vedette.Recording.Playback;

/// <summary>Says who looked at recorded footage: written down before it is shown.</summary>
internal sealed class PlaybackLog(Sightings sightings, ActionLog actions)
{
    private const string Played = "recording.footage-played";
    private const string Seen = "recording.snapshot-seen";

    /// <summary>The same range is noted once in a while.</summary>
    public Task NotePlayedAsync(Caller caller, CameraId camera, FootageRange range, CancellationToken cancellation)
    {
        var detail = $"{range.From:O} to {range.To:O}";
        return NoteAsync(caller, camera, Played, $"{Played} {detail}", detail, cancellation);
    }

    /// <summary>A page asks for pictures by the dozen: they are noted once for a while of looking, whichever they are.</summary>
    public Task NoteSnapshotAsync(Caller caller, CameraId camera, DateTimeOffset at, CancellationToken cancellation) =>
        NoteAsync(caller, camera, Seen, Seen, $"pictures around {at:O}", cancellation);

    private async Task NoteAsync(Caller caller, CameraId camera, string action, string look, string detail, CancellationToken cancellation)
    {
        if (!sightings.IsNew(caller.Actor, look, camera.Value))
        {
            return;
        }

        try
        {
            await actions.RecordAsync(action, caller, camera.Value, detail, cancellation);
        }
        catch
        {
            sightings.Forget(caller.Actor, look, camera.Value);
            throw;
        }
    }
}
