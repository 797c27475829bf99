using System.Collections.Concurrent;
using Vedette.Foundation;

namespace Vedette.Recording.Writing;

/// <summary>The state of every camera's footage, written by the disk threads, read by anybody.</summary>
internal sealed class LiveFootage
{
    private readonly ConcurrentDictionary<CameraId, FootageState> _states = new();

    public FootageState Of(CameraId camera) => _states.GetValueOrDefault(camera, FootageState.Nothing);

    public void Set(CameraId camera, FootageState state) => _states[camera] = state;
}
