using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Vedette.Contracts.Audit;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Streams.Capturing;
using Vedette.Streams.Roster;

namespace Vedette.Streams.Onvif;

/// <summary>Where cameras are moved from: a line to each that was asked for, and word of who moved it.</summary>
internal sealed class PtzDesk(OnvifCameras cameras, OnvifStandings standings, CameraNews news, TimeProvider time, ILogger<PtzDesk> logger) : IAsyncDisposable
{
    // Somebody at the joystick is one deed, not ten a second.
    private static readonly TimeSpan SameDeed = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<CameraId, PtzLine> _lines = new();
    private readonly ConcurrentDictionary<(CameraId Camera, string Actor), DateTimeOffset> _moved = new();

    /// <summary>The line to a camera, or null when it has no ONVIF service.</summary>
    public PtzLine? Open(KnownCamera camera)
    {
        if (OnvifAddress.Of(camera) is not { } address)
        {
            return null;
        }

        while (true)
        {
            var line = _lines.GetOrAdd(camera.Id, id => new PtzLine(id, address, cameras, standings, time, logger));
            if (line.Address == address)
            {
                return line;
            }

            if (_lines.TryRemove(KeyValuePair.Create(camera.Id, line)))
            {
                line.Abandon();
            }
        }
    }

    /// <summary>Says who moved a camera, once a minute.</summary>
    public void RecordMove(CameraId camera, Caller caller, string how)
    {
        var now = time.GetUtcNow();
        if (_moved.TryGetValue((camera, caller.Actor), out var before) && now - before < SameDeed)
        {
            return;
        }

        foreach (var (deed, at) in _moved)
        {
            if (now - at >= SameDeed)
            {
                _ = _moved.TryRemove(deed, out _);
            }
        }

        _moved[(camera, caller.Actor)] = now;
        Record(camera, caller, "streams.camera-moved", how);
    }

    /// <summary>Says who changed what a camera remembers.</summary>
    public void Record(CameraId camera, Caller caller, string action, string detail) =>
        news.Tell(new ActionRecorded(Guid.CreateVersion7(), action, caller.Actor, camera.Value, detail, time.GetUtcNow()) { Address = caller.Address });

    /// <summary>Nothing goes on turning after us.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(_lines.Values.Select(line => line.DisposeAsync().AsTask()));
}
