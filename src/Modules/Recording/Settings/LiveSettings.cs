using Vedette.Platform.Storage;

namespace Vedette.Recording.Settings;

/// <summary>The settings in force. Kept in a local file, because recording must know them when the database is gone.</summary>
internal sealed class LiveSettings(LocalSnapshot<RecordingSettings> snapshot)
{
    private RecordingSettings _current = snapshot.Load() ?? RecordingSettings.Default;

    public RecordingSettings Current => Volatile.Read(ref _current);

    public async Task ReplaceAsync(RecordingSettings settings, CancellationToken cancellation)
    {
        await snapshot.SaveAsync(settings, cancellation);
        Volatile.Write(ref _current, settings);
    }
}
