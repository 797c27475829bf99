using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Vedette.Foundation;
using Vedette.Platform.Hosting;
using Vedette.Platform.Messaging;
using Vedette.Platform.Storage;

namespace Vedette.Platform.Web;

/// <summary>Finds out whether this process can do its work, and why not: databases, workers, and the checks modules registered.</summary>
internal sealed class Readiness(
    IReadOnlyList<ModuleBuilder> modules,
    ModuleDatabases databases,
    InProcessBus bus,
    IEnumerable<IHostedService> workers,
    HealthCheckService checks,
    VedetteOptions options)
{
    private const string BusNote =
        "Events stay within this process: modules running in other processes do not receive them until a broker is configured (not yet available).";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<HealthReport> AskAsync(CancellationToken ct)
    {
        var reasons = await Task.WhenAll(modules.Select(async module => await DatabaseReasonAsync(module, ct)));
        var checkedParts = await checks.CheckHealthAsync(ct);
        var parts = modules.Select((module, i) => PartOf(module, reasons[i], checkedParts)).ToList();
        var storageWorks = reasons.All(reason => reason is null);
        return new HealthReport(
            parts.TrueForAll(part => part.Status == HealthReport.Ready) ? HealthReport.Ready : HealthReport.Unready,
            parts,
            new HealthReport.StoragePart(
                options.PostgresConnectionString is null ? "sqlite" : "postgres", storageWorks ? HealthReport.Ready : HealthReport.Unready),
            new HealthReport.BusPart("in-process", BusNote, bus.Deliveries.Count));
    }

    private HealthReport.Part PartOf(ModuleBuilder module, string? databaseReason, Microsoft.Extensions.Diagnostics.HealthChecks.HealthReport checkedParts)
    {
        var found = new List<string>();
        if (databaseReason is not null)
        {
            found.Add(databaseReason);
        }

        found.AddRange(workers.OfType<BackgroundService>()
            .Where(worker => worker.GetType().Assembly == module.Door.Assembly && worker.ExecuteTask is { IsFaulted: true })
            .Select(worker => $"{worker.GetType().Name} has stopped: {worker.ExecuteTask!.Exception!.GetBaseException().Message}"));
        // A module names its checks "<module>" or "<module>.<part>".
        found.AddRange(checkedParts.Entries
            .Where(entry => entry.Value.Status == HealthStatus.Unhealthy
                && (entry.Key == module.Name || entry.Key.StartsWith($"{module.Name}.", StringComparison.Ordinal)))
            .Select(entry => entry.Value.Description ?? entry.Key));
        return new HealthReport.Part(module.Name, found.Count == 0 ? HealthReport.Ready : HealthReport.Unready, found);
    }

    private async Task<string?> DatabaseReasonAsync(ModuleBuilder module, CancellationToken ct)
    {
        if (!module.KeepsRows)
        {
            return null;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            await databases.Of(module.Name).ProbeAsync(limit.Token);
            return null;
        }
        catch (FaultException fault)
        {
            return fault.Message;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return "The database does not answer.";
        }
    }
}
