using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Inventory.Storage;

namespace Vedette.Inventory.Features;

/// <summary>After an upgrade: takes over what an older program left, once, as soon as the database is there.</summary>
internal sealed class TellAnew(OlderRows rows, TimeProvider time, ILogger<TellAnew> log) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await MoreAsync(stoppingToken) is { } pause)
        {
            await Task.Delay(pause, time, stoppingToken);
        }
    }

    /// <summary>How long to rest before going on; <see langword="null"/> when all is done.</summary>
    private async Task<TimeSpan?> MoreAsync(CancellationToken cancellation)
    {
        try
        {
            return await rows.TakeOverAsync(cancellation) ? TimeSpan.Zero : null;
        }
        catch (FaultException fault) when (fault is { Kind: FaultKind.Storage, IsTransient: true })
        {
            InventoryLog.TakingOverWaits(log, fault.Message);
            return Rest;
        }
    }
}
