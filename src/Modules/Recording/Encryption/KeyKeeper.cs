using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Encryption;

/// <summary>
/// Destroys the key of a day when the last footage of that day is gone from the index, local and archived: from then on no
/// forgotten copy can be read.
/// </summary>
/// <remarks>
/// Only keys that were noted while the index had footage of their day are ever destroyed: an index that was lost and made anew does
/// not know what is in the archive, and must not take its silence for a deletion.
/// </remarks>
internal sealed class KeyKeeper(FootageKeys keys, FootageKeyStore store, TimeProvider time, ILogger<KeyKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    // A segment is indexed within seconds of its end; a day that is over for so long gets no more.
    private static readonly TimeSpan Settled = TimeSpan.FromHours(6);

    private readonly HashSet<(CameraId, DateOnly)> _noted = [];

    /// <summary>One round. Public to the tests, which have no minutes to wait.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var (camera, day) in keys.All())
        {
            if (!_noted.Contains((camera, day)) && await store.HasFootageAsync(camera, day, cancellation) && keys.Find(camera, day) is { } key)
            {
                await store.NoteAsync(key.Id, camera, day, cancellation);
                _ = _noted.Add((camera, day));
            }
        }

        var settled = DateOnly.FromDateTime((time.GetUtcNow() - Settled).UtcDateTime);
        foreach (var key in await store.PresentAsync(cancellation))
        {
            if (key.Day < settled && !await store.HasFootageAsync(key.CameraId, key.Day, cancellation))
            {
                _ = keys.Destroy(key.CameraId, key.Day);
                _ = _noted.Remove((key.CameraId, key.Day));
                await store.DestroyedAsync(key, cancellation);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                RecordingLog.KeysNotKept(logger, fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
