using Microsoft.Extensions.Diagnostics.HealthChecks;
using Vedette.Contracts.Recording;
using Vedette.Recording.Alarms;
using Vedette.Recording.Index;
using Vedette.Recording.Roster;
using Vedette.Recording.Writing;

namespace Vedette.Recording;

/// <summary>Degraded when a volume refuses or is behind, when the database does not take the index, or when a serious alarm stands.</summary>
internal sealed class RecordingHealth(CameraRoster roster, LiveFootage live, Indexer indexer, AlarmBoard alarms) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var troubled = roster.Cameras.Values.Count(camera => camera.Wanted && live.Of(camera.Id).CurrentGap is
        {
            Cause: GapCause.DiskFull or GapCause.DiskFailed or GapCause.DiskSlow,
        });
        var serious = alarms.All.FirstOrDefault(alarm => alarm.Severity == AlarmSeverity.Serious);
        var words = (troubled, indexer.IsDatabaseAway) switch
        {
            (0, false) => serious?.Text,
            (0, true) => "The database does not take the index; recording goes on.",
            (var cameras, _) => $"{cameras} camera(s) are not recorded because of the volume.",
        };
        return Task.FromResult(words is null ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(words));
    }
}
