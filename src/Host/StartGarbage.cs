using System.Runtime;

namespace Vedette.Host;

/// <summary>
/// Gives back once what only the start needed: routes, settings and descriptions of types are built from much that nobody
/// looks at again, and a program that hardly allocates would not collect it for hours.
/// </summary>
internal sealed class StartGarbage(TimeProvider time) : BackgroundService
{
    // The cameras are connected by then; the one pause of some ten milliseconds falls into what their sockets hold.
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Calm, time, stoppingToken);
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
