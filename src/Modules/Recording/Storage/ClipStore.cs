using Dapper;
using Vedette.Contracts.Audit;
using Vedette.Contracts.Recording;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;
using Vedette.Recording.Clips;

namespace Vedette.Recording.Storage;

/// <summary>The clips that were asked for. One being deleted is not shown to anybody but the worker that deletes it.</summary>
internal sealed class ClipStore(Database<RecordingModule> database, TimeProvider time)
{
    private const string System = "system";

    /// <summary>Notes a clip; one that is there already stays as it is.</summary>
    /// <param name="job">The clip.</param>
    /// <param name="address">Where it was asked for from; null for an event.</param>
    /// <param name="cancellation">Stops the attempt.</param>
    public Task AddAsync(ClipJob job, string? address, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                var added = await unit.ExecuteAsync(
                    """
                    insert into clips (id, camera_ids, from_at, to_at, moment_at, reason, state, created_at, created_by, correlation, result, error)
                    values (@Id, @CameraIds, @FromAt, @ToAt, @MomentAt, @Reason, @State, @CreatedAt, @CreatedBy, @Correlation, @Result, @Error)
                    on conflict do nothing
                    """,
                    ClipRow.Of(job));
                if (added > 0)
                {
                    await unit.EmitAsync(Action("recording.clip-ordered", job.CreatedBy, address, job), job.CreatedBy);
                }
            },
            cancellation);

    public async Task<ClipJob?> FindAsync(Guid id, CancellationToken cancellation)
    {
        var found = await ReadAsync("where id = @id and state <> 'deleting'", new { id }, cancellation);
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>Newest first: ids grow with time.</summary>
    public Task<IReadOnlyList<ClipJob>> ListAsync(Guid? before, int most, CancellationToken cancellation) =>
        before is { } id
            ? ReadAsync("where id < @id and state <> 'deleting' order by id desc limit @most", new { id, most }, cancellation)
            : ReadAsync("where state <> 'deleting' order by id desc limit @most", new { most }, cancellation);

    /// <summary>Clips whose end is awaited.</summary>
    public Task<IReadOnlyList<ClipJob>> WaitingAsync(CancellationToken cancellation) =>
        ReadAsync("where state = 'waiting' order by to_at limit 1000", new { }, cancellation);

    /// <summary>The oldest clip that can be made, or was being made when the process ended.</summary>
    public async Task<ClipJob?> NextAsync(CancellationToken cancellation)
    {
        var found = await ReadAsync("where state in ('pending', 'running') order by id limit 1", new { }, cancellation);
        return found.Count == 0 ? null : found[0];
    }

    public Task<long> UnfinishedAsync(CancellationToken cancellation) =>
        database.ReadAsync(
            connection => connection.ExecuteScalarAsync<long>(new CommandDefinition(
                "select count(*) from clips where state in ('waiting', 'pending', 'running')", cancellationToken: cancellation)),
            cancellation);

    /// <summary>Notes how far the clip is, and tells everybody when it is done; false when it was deleted meanwhile.</summary>
    public Task<bool> SaveAsync(ClipJob job, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                var saved = await unit.ExecuteAsync(
                    "update clips set state = @State, result = @Result, error = @Error where id = @Id and state <> 'deleting'", ClipRow.Of(job)) > 0;
                if (saved && job.State == ClipState.Ready)
                {
                    await unit.EmitAsync(
                        new ClipReady(
                            job.Id, [.. job.Result.Files.Select(file => file.CameraId)], job.From, job.To, job.Result.Gaps.Count > 0, job.Result.HasSnapshot, job.Correlation),
                        System);
                }
                else if (saved && job.State == ClipState.Failed)
                {
                    await unit.EmitAsync(new ClipFailed(job.Id, job.Error ?? "", job.Correlation), System);
                }

                return saved;
            },
            cancellation);

    /// <summary>First phase of a deletion: nobody is shown the clip any more, and its links are gone.</summary>
    public Task<bool> MarkDeletingAsync(ClipJob job, Caller caller, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                var marked = await unit.ExecuteAsync("update clips set state = 'deleting' where id = @Id and state <> 'deleting'", new { job.Id }) > 0;
                if (marked)
                {
                    _ = await unit.ExecuteAsync("delete from clip_links where clip_id = @Id", new { job.Id });
                    await unit.EmitAsync(Action("recording.clip-deleted", caller.Actor, caller.Address, job), caller.Actor);
                }

                return marked;
            },
            cancellation);

    /// <summary>Clips whose deletion was begun.</summary>
    public Task<IReadOnlyList<Guid>> DeletingAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Guid>>(
            async connection => [.. await connection.QueryAsync<Guid>(new CommandDefinition(
                "select id from clips where state = 'deleting'", cancellationToken: cancellation))],
            cancellation);

    /// <summary>Second phase: the files are gone.</summary>
    public Task ForgetAsync(Guid clip, CancellationToken cancellation) =>
        database.WriteAsync(unit => unit.ExecuteAsync("delete from clips where id = @clip and state = 'deleting'", new { clip }), cancellation);

    public Task RecordAsync(string action, Caller caller, ClipJob job, CancellationToken cancellation) =>
        database.WriteAsync(unit => unit.EmitAsync(Action(action, caller.Actor, caller.Address, job), caller.Actor), cancellation);

    private ActionRecorded Action(string action, string actor, string? address, ClipJob job) => new(
        Guid.CreateVersion7(),
        action,
        actor,
        job.Id,
        $"{job.CameraIds.Count} camera(s), {job.From:O} to {job.To:O}{(job.Reason.Length > 0 ? ": " : "")}{job.Reason}",
        time.GetUtcNow())
    {
        Address = address,
    };

    private Task<IReadOnlyList<ClipJob>> ReadAsync(string filter, object parameters, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<ClipJob>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<ClipRow>(new CommandDefinition(
                    $"select {ClipRow.Columns} from clips {filter}", parameters, cancellationToken: cancellation));
                return [.. rows.Select(row => row.ToJob())];
            },
            cancellation);
}
