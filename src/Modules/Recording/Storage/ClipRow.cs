using System.Text.Json;
using Vedette.Foundation;
using Vedette.Platform.Web;
using Vedette.Recording.Clips;

namespace Vedette.Recording.Storage;

internal sealed record ClipRow
{
    public const string Columns = """
        id as Id, camera_ids as CameraIds, from_at as FromAt, to_at as ToAt, moment_at as MomentAt, reason as Reason, state as State,
        created_at as CreatedAt, created_by as CreatedBy, correlation as Correlation, result as Result, error as Error
        """;

    public Guid Id { get; init; }

    public string CameraIds { get; init; } = "";

    public DateTimeOffset FromAt { get; init; }

    public DateTimeOffset ToAt { get; init; }

    public DateTimeOffset MomentAt { get; init; }

    public string Reason { get; init; } = "";

    public string State { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public string CreatedBy { get; init; } = "";

    public Guid? Correlation { get; init; }

    public string Result { get; init; } = "";

    public string? Error { get; init; }

    public static ClipRow Of(ClipJob job) => new()
    {
        Id = job.Id,
        CameraIds = JsonSerializer.Serialize(job.CameraIds, WireFormat.Exact),
        FromAt = job.From,
        ToAt = job.To,
        MomentAt = job.Moment,
        Reason = job.Reason,
        State = job.State switch
        {
            ClipState.Waiting => "waiting",
            ClipState.Pending => "pending",
            ClipState.Running => "running",
            ClipState.Ready => "ready",
            ClipState.Failed => "failed",
        },
        CreatedAt = job.CreatedAt,
        CreatedBy = job.CreatedBy,
        Correlation = job.Correlation,
        Result = JsonSerializer.Serialize(job.Result, WireFormat.Exact),
        Error = job.Error,
    };

    public ClipJob ToJob() => new()
    {
        Id = Id,
        CameraIds = JsonSerializer.Deserialize<List<CameraId>>(CameraIds, WireFormat.Exact)!,
        From = FromAt,
        To = ToAt,
        Moment = MomentAt,
        Reason = Reason,
        State = Enum.Parse<ClipState>(State, ignoreCase: true),
        CreatedAt = CreatedAt,
        CreatedBy = CreatedBy,
        Correlation = Correlation,
        Result = JsonSerializer.Deserialize<ClipResult>(Result, WireFormat.Exact)!,
        Error = Error,
    };
}
