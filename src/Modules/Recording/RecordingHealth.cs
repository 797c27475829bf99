using Microsoft.Extensions.Diagnostics.HealthChecks;
using Vedette.Contracts.Recording;
using Vedette.Recording.Index;
using Vedette.Recording.Roster;
using Vedette.Recording.Writing;

namespace Vedette.Recording;

/// <summary>Degraded when a volume refuses or is behind, or when the database does not take the index.</summary>
internal sealed class RecordingHealth(CameraRoster roster, LiveFootage live, Indexer indexer) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var troubled = roster.Cameras.Values.Count(camera => camera.Wanted && live.Of(camera.Id).CurrentGap is
        {
            Cause: GapCause.DiskFull or GapCause.DiskFailed or GapCause.DiskSlow,
        });
        var words = (troubled, indexer.IsDatabaseAway) switch
        {
            (0, false) => null,
            (0, true) => "The database does not take the index; recording goes on.",
            (var cameras, _) => $"{cameras} camera(s) are not recorded because of the volume.",
        };
        return Task.FromResult(words is null ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(words));
    }
}
