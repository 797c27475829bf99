using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Scrubbing;

/// <summary>Scrubs every night at its hour, at once when it is asked to, and after a restart goes on where it was.</summary>
internal sealed class ScrubWorker(
    RecordingOptions options, Scrubber scrubber, ScrubStore store, TimeProvider time, ILogger<ScrubWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _asked = new(0);
    private int _running;

    public bool IsRunning => Volatile.Read(ref _running) != 0;

    /// <summary>Asks for a pass now. While one runs, that is it.</summary>
    public void Start()
    {
        if (Interlocked.Exchange(ref _running, 1) == 0)
        {
            _ = _asked.Release();
        }
    }

    /// <summary>When the hour strikes next. An hour that clocks leave out strikes when it would have been over.</summary>
    internal static DateTimeOffset NextAfter(DateTimeOffset now, int hour, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        for (var day = local.Date; ; day = day.AddDays(1))
        {
            var wanted = day.AddHours(hour);
            while (zone.IsInvalidTime(wanted))
            {
                wanted = wanted.AddMinutes(30);
            }

            var next = new DateTimeOffset(wanted, zone.GetUtcOffset(wanted));
            if (next > now)
            {
                return next.ToUniversalTime();
            }
        }
    }

    public override void Dispose()
    {
        _asked.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (await PersistAsync(IsInterruptedAsync, stoppingToken))
        {
            Start();
        }

        while (true)
        {
            await WaitAsync(stoppingToken);
            Volatile.Write(ref _running, 1);
            _ = await PersistAsync(ScrubAsync, stoppingToken);
            Volatile.Write(ref _running, 0);
        }
    }

    private async Task<bool> IsInterruptedAsync(CancellationToken cancellation)
    {
        _ = await scrubber.TellAsync(cancellation);
        return await store.LatestAsync(cancellation) is { FinishedAt: null };
    }

    private async Task<bool> ScrubAsync(CancellationToken cancellation)
    {
        await scrubber.RunAsync(cancellation);
        return true;
    }

    private async Task WaitAsync(CancellationToken cancellation)
    {
        using var struck = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var now = time.GetUtcNow();
        var hour = Task.Delay(NextAfter(now, options.ScrubHour, time.LocalTimeZone) - now, time, struck.Token);
        var asked = _asked.WaitAsync(struck.Token);
        _ = await Task.WhenAny(hour, asked);
        await struck.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>The database may be away for hours, a disk may refuse: tries again until it is done.</summary>
    private async Task<T> PersistAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await work(cancellation);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                RecordingLog.ScrubInterrupted(logger, fault);
            }

            await Task.Delay(Retry, time, cancellation);
        }
    }
}
