using System.Collections.Immutable;
using Vedette.Foundation;

namespace Vedette.Recording.Writing;

/// <summary>The cameras that are not recorded although footage of them is owed, because there is no room for them, and the words for it.</summary>
/// <remarks>Belongs here: the list. Does not: deciding who stops. Retention writes it, the recording loop obeys it.</remarks>
internal sealed class StoppedCameras
{
    private ImmutableDictionary<CameraId, string> _all = ImmutableDictionary<CameraId, string>.Empty;

    /// <summary>The same instance as long as nothing changes.</summary>
    public ImmutableDictionary<CameraId, string> All => Volatile.Read(ref _all);

    public void Stop(CameraId camera, string words) => ImmutableInterlocked.TryAdd(ref _all, camera, words);

    public void Resume(CameraId camera) => ImmutableInterlocked.TryRemove(ref _all, camera, out _);
}
