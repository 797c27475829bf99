using System.Text.Json;
using Dapper;
using Vedette.Contracts.Audit;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;
using Vedette.Platform.Web;
using Vedette.Recording.Exporting;

namespace Vedette.Recording.Storage;

/// <summary>The exports that were ordered.</summary>
internal sealed class ExportStore(Database<RecordingModule> database, TimeProvider time)
{
    private const string Columns = """
        id as Id, camera_ids as CameraIds, from_at as FromAt, to_at as ToAt, reason as Reason, state as State,
        created_at as CreatedAt, created_by as CreatedBy, created_by_name as CreatedByName, sealed as Sealed, result as Result, error as Error
        """;

    public Task AddAsync(ExportJob job, Caller caller, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                _ = await unit.ExecuteAsync(
                    """
                    insert into exports (id, camera_ids, from_at, to_at, reason, state, created_at, created_by, created_by_name, sealed, result, error)
                    values (@Id, @CameraIds, @FromAt, @ToAt, @Reason, @State, @CreatedAt, @CreatedBy, @CreatedByName, @Sealed, @Result, @Error)
                    """,
                    Row.Of(job));
                await unit.EmitAsync(Action("recording.export-ordered", caller.Actor, caller.Address, job), caller.Actor);
            },
            cancellation);

    public Task<ExportJob?> FindAsync(Guid id, CancellationToken cancellation) =>
        ReadFirstAsync($"select {Columns} from exports where id = @id", new { id }, cancellation);

    /// <summary>Newest first: ids grow with time.</summary>
    public Task<IReadOnlyList<ExportJob>> ListAsync(Guid? before, int most, CancellationToken cancellation) =>
        before is { } id
            ? ReadAsync($"select {Columns} from exports where id < @id order by id desc limit @most", new { id, most }, cancellation)
            : ReadAsync($"select {Columns} from exports order by id desc limit @most", new { most }, cancellation);

    /// <summary>The oldest export that waits to be made, or was being made when the process ended.</summary>
    public Task<ExportJob?> NextAsync(CancellationToken cancellation) =>
        ReadFirstAsync(
            $"select {Columns} from exports where state in ('pending', 'running') order by id limit 1", new { }, cancellation);

    /// <summary>Notes how far the export is; false when it was deleted meanwhile.</summary>
    public Task<bool> SaveAsync(ExportJob job, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit => await unit.ExecuteAsync(
                "update exports set state = @State, result = @Result, error = @Error where id = @Id", Row.Of(job)) > 0,
            cancellation);

    /// <summary>Notes that it is ready, and tells what was made; false when it was deleted meanwhile.</summary>
    public Task<bool> FinishAsync(ExportJob job, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                var isWanted = await unit.ExecuteAsync(
                    "update exports set state = @State, result = @Result, error = @Error where id = @Id", Row.Of(job)) > 0;
                if (isWanted && job is { State: ExportState.Ready, Sealed: true })
                {
                    await unit.EmitAsync(Action("recording.export-made", job.CreatedBy, address: null, job), job.CreatedBy);
                }

                return isWanted;
            },
            cancellation);

    public Task<bool> DeleteAsync(ExportJob job, Caller caller, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                var deleted = await unit.ExecuteAsync("delete from exports where id = @Id", new { job.Id }) > 0;
                if (deleted)
                {
                    await unit.EmitAsync(Action("recording.export-deleted", caller.Actor, caller.Address, job), caller.Actor);
                }

                return deleted;
            },
            cancellation);

    public Task RecordDownloadAsync(ExportJob job, Caller caller, CancellationToken cancellation) =>
        database.WriteAsync(unit => unit.EmitAsync(Action("recording.export-downloaded", caller.Actor, caller.Address, job), caller.Actor), cancellation);

    private ActionRecorded Action(string action, string actor, string? address, ExportJob job) => new(
        Guid.CreateVersion7(),
        action,
        actor,
        job.Id,
        $"{(job.Sealed ? "Sealed, " : "")}{job.CameraIds.Count} camera(s), {job.From:O} to {job.To:O}{HashOf(job)}{(job.Reason.Length > 0 ? ": " : "")}{job.Reason}",
        time.GetUtcNow())
    {
        Address = address,
    };

    private static string HashOf(ExportJob job) => job is { Sealed: true, Result.Files: [var archive, ..] } ? $", SHA-256 {archive.Sha256}" : "";

    private Task<IReadOnlyList<ExportJob>> ReadAsync(string sql, object parameters, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<ExportJob>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
                return [.. rows.Select(row => row.ToJob())];
            },
            cancellation);

    private async Task<ExportJob?> ReadFirstAsync(string sql, object parameters, CancellationToken cancellation)
    {
        var found = await ReadAsync(sql, parameters, cancellation);
        return found.Count == 0 ? null : found[0];
    }

    private sealed record Row
    {
        public Guid Id { get; init; }

        public string CameraIds { get; init; } = "";

        public DateTimeOffset FromAt { get; init; }

        public DateTimeOffset ToAt { get; init; }

        public string Reason { get; init; } = "";

        public string State { get; init; } = "";

        public DateTimeOffset CreatedAt { get; init; }

        public string CreatedBy { get; init; } = "";

        public string CreatedByName { get; init; } = "";

        public bool Sealed { get; init; }

        public string Result { get; init; } = "";

        public string? Error { get; init; }

        public static Row Of(ExportJob job) => new()
        {
            Id = job.Id,
            CameraIds = JsonSerializer.Serialize(job.CameraIds, WireFormat.Exact),
            FromAt = job.From,
            ToAt = job.To,
            Reason = job.Reason,
            State = job.State switch
            {
                ExportState.Pending => "pending",
                ExportState.Running => "running",
                ExportState.Ready => "ready",
                ExportState.Failed => "failed",
            },
            CreatedAt = job.CreatedAt,
            CreatedBy = job.CreatedBy,
            CreatedByName = job.CreatedByName,
            Sealed = job.Sealed,
            Result = JsonSerializer.Serialize(job.Result, WireFormat.Exact),
            Error = job.Error,
        };

        public ExportJob ToJob() => new()
        {
            Id = Id,
            CameraIds = JsonSerializer.Deserialize<List<CameraId>>(CameraIds, WireFormat.Exact)!,
            From = FromAt,
            To = ToAt,
            Reason = Reason,
            State = Enum.Parse<ExportState>(State, ignoreCase: true),
            CreatedAt = CreatedAt,
            CreatedBy = CreatedBy,
            CreatedByName = CreatedByName,
            Sealed = Sealed,
            Result = JsonSerializer.Deserialize<ExportResult>(Result, WireFormat.Exact)!,
            Error = Error,
        };
    }
}
