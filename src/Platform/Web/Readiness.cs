using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Vedette.Foundation;
using Vedette.Platform.Hosting;
using Vedette.Platform.Messaging;
using Vedette.Platform.Storage;
using CheckReport = Microsoft.Extensions.Diagnostics.HealthChecks.HealthReport;

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
        var checkReport = await checks.CheckHealthAsync(ct);
        var parts = modules.Select((module, i) => PartOf(module, reasons[i], checkReport)).ToList();
        var storageWorks = reasons.All(reason => reason is null);
        return new HealthReport(
            Worst(parts.Select(part => part.Status)),
            parts,
            new HealthReport.StoragePart(
                options.PostgresConnectionString is null ? "sqlite" : "postgres", storageWorks ? HealthReport.Ready : HealthReport.Unready),
            new HealthReport.BusPart("in-process", BusNote, bus.Deliveries.Count));
    }

    private HealthReport.Part PartOf(ModuleBuilder module, string? databaseReason, CheckReport checkReport)
    {
        var found = new List<(string Status, string Reason)>();
        if (databaseReason is not null)
        {
            found.Add((HealthReport.Unready, databaseReason));
        }

        found.AddRange(workers.OfType<BackgroundService>()
            .Where(worker => worker.GetType().Assembly == module.Door.Assembly && worker.ExecuteTask is { IsFaulted: true })
            .Select(worker => (HealthReport.Unready, $"{worker.GetType().Name} has stopped: {worker.ExecuteTask!.Exception!.GetBaseException().Message}")));
        // A module names its checks "<module>" or "<module>.<part>".
        found.AddRange(checkReport.Entries
            .Where(entry => entry.Value.Status != HealthStatus.Healthy
                && (entry.Key == module.Name || entry.Key.StartsWith($"{module.Name}.", StringComparison.Ordinal)))
            .Select(entry => (
                entry.Value.Status == HealthStatus.Degraded ? HealthReport.Degraded : HealthReport.Unready,
                entry.Value.Description ?? entry.Key)));
        return new HealthReport.Part(module.Name, Worst(found.Select(one => one.Status)), [.. found.Select(one => one.Reason)]);
    }

    private static string Worst(IEnumerable<string> statuses)
    {
        var all = statuses.ToHashSet();
        return all.Contains(HealthReport.Unready) ? HealthReport.Unready
            : all.Contains(HealthReport.Degraded) ? HealthReport.Degraded
            : HealthReport.Ready;
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
