using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Vedette.Media.Rtsp;

/// <summary>The little that one session leaves to the next of the same camera: whether a session was left behind there, and whether it starts slowly.</summary>
internal sealed class CameraMemory
{
    private const int MostCameras = 4096;

    private static readonly ConditionalWeakTable<TimeProvider, CameraMemory> Memories = [];

    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _leftBehind = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, bool> _slow = new(StringComparer.OrdinalIgnoreCase);

    private CameraMemory(TimeProvider time) => _time = time;

    /// <summary>The memory of all sessions on that clock.</summary>
    public static CameraMemory For(TimeProvider time) => Memories.GetValue(time, static clock => new CameraMemory(clock));

    /// <summary>A session could not be ended: the camera, whose places are few, gives it up after <paramref name="timeout"/>.</summary>
    public void NoteLeftBehind(string camera, TimeSpan timeout)
    {
        if (_leftBehind.Count >= MostCameras)
        {
            _leftBehind.Clear();
        }

        _leftBehind[camera] = _time.GetUtcNow() + timeout;
    }

    /// <summary>How long until the camera gives up what was left behind, or null.</summary>
    public TimeSpan? LeftBehindFor(string camera) =>
        _leftBehind.TryGetValue(camera, out var until) && until - _time.GetUtcNow() is var rest && rest > TimeSpan.Zero ? rest : null;

    /// <summary>The camera agreed to play and sent nothing for a while, or it sent soon.</summary>
    public void NoteStart(string camera, bool isSlow)
    {
        if (!isSlow)
        {
            _ = _slow.TryRemove(camera, out _);
        }
        else if (_slow.Count < MostCameras)
        {
            _slow[camera] = true;
        }
    }

    /// <summary>Whether the camera needs more time for its first packet.</summary>
    public bool StartsSlowly(string camera) => _slow.ContainsKey(camera);
}
