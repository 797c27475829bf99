using Dapper;
using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Storage;

/// <summary>
/// What is to be copied, what is copied, and what could not be. There is no queue that could differ from the index: what
/// waits is what the index has no copy of.
/// </summary>
internal sealed class ArchiveQueue(Database<RecordingModule> database)
{
    private const string System = "system";

    private const string Waiting = "archived_as is null and is_local and not deleting and class >= @least";

    /// <summary>What is to be copied next: incidents, motion, then the rest, each oldest first.</summary>
    /// <param name="cameras">Of each camera, the lowest class that is copied.</param>
    /// <param name="now">Troubles whose time has come are tried again.</param>
    /// <param name="most">At most that many.</param>
    /// <param name="cancellation">Stops it.</param>
    public Task<IReadOnlyList<Segment>> NextAsync(
        IReadOnlyDictionary<CameraId, FootageClass> cameras, DateTimeOffset now, int most, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Segment>>(
            async connection =>
            {
                var rows = new List<SegmentRow>();
                foreach (var (camera, least) in cameras)
                {
                    rows.AddRange(await connection.QueryAsync<SegmentRow>(new CommandDefinition(
                        $"""
                        select {SegmentRow.Columns} from segments left join archive_troubles on segment_id = id
                        where camera_id = @camera and {Waiting} and (segment_id is null or retry_at <= @now)
                        order by class desc, start_at
                        limit @most
                        """,
                        new { camera, least = (int)least, now, most },
                        cancellationToken: cancellation)));
                }

                return [.. rows.OrderByDescending(row => row.Class).ThenBy(row => row.StartAt).Take(most).Select(row => row.ToSegment())];
            },
            cancellation);

    /// <summary>How much waits, dead letters left out.</summary>
    public Task<ArchiveBacklog> BacklogAsync(IReadOnlyDictionary<CameraId, FootageClass> cameras, CancellationToken cancellation) =>
        database.ReadAsync(
            async connection =>
            {
                var all = new ArchiveBacklog(0, 0, 0);
                foreach (var (camera, least) in cameras)
                {
                    var some = await connection.QuerySingleAsync<ArchiveBacklog>(new CommandDefinition(
                        $"""
                        select count(*) as Segments, cast(coalesce(sum(bytes), 0) as bigint) as Bytes, count(case when class > 0 then 1 end) as EventSegments
                        from segments left join archive_troubles on segment_id = id
                        where camera_id = @camera and {Waiting} and (segment_id is null or retry_at is not null)
                        """,
                        new { camera, least = (int)least },
                        cancellationToken: cancellation));
                    all = new ArchiveBacklog(all.Segments + some.Segments, all.Bytes + some.Bytes, all.EventSegments + some.EventSegments);
                }

                return all;
            },
            cancellation);

    public Task<ArchiveTally> TallyAsync(CancellationToken cancellation) => database.ReadAsync(
        connection => connection.QuerySingleAsync<ArchiveTally>(new CommandDefinition(
            """
            select
                (select count(*) from archive_copies where not released) as Copies,
                (select cast(coalesce(sum(bytes), 0) as bigint) from archive_copies where not released) as Bytes,
                (select count(*) from segments where not is_local) as OnlyThere,
                (select count(*) from archive_troubles join segments on id = segment_id where retry_at is null) as DeadLetters
            """,
            cancellationToken: cancellation)),
        cancellation);

    /// <summary>The copy of a segment, or null when there is none.</summary>
    public Task<ArchiveCopy?> FindCopyAsync(Guid segment, CancellationToken cancellation) => database.ReadAsync(
        async connection => (await connection.QuerySingleOrDefaultAsync<ArchiveCopy>(new CommandDefinition(
            $"select {ArchiveCopy.Columns} from archive_copies where segment_id = @segment and not released",
            new { segment },
            cancellationToken: cancellation))),
        cancellation);

    /// <summary>
    /// A copy is proven to be there. When the footage was deleted meanwhile, the copy is to go as well; so nothing is
    /// forgotten in the store.
    /// </summary>
    /// <returns>Whether the segment still is in the index.</returns>
    public Task<bool> ArchivedAsync(Segment segment, ArchiveCopy copy, CancellationToken cancellation) => database.WriteAsync(
        async unit =>
        {
            var isThere = await unit.ExecuteAsync(
                """
                update segments set archived_as = @ObjectKey, is_local = @IsLocal, init_length = @InitLength, format_print = @FormatPrint
                where id = @Id and not deleting
                """,
                new { copy.ObjectKey, segment.IsLocal, segment.InitLength, segment.FormatPrint, segment.Id }) > 0;
            _ = await unit.ExecuteAsync("delete from archive_copies where segment_id = @Id", new { segment.Id });
            _ = await unit.ExecuteAsync(
                """
                insert into archive_copies (segment_id, camera_id, object_key, bytes, sha256, archived_at, locked_until, released, version)
                values (@SegmentId, @CameraId, @ObjectKey, @Bytes, @Sha256, @ArchivedAt, @LockedUntil, @Released, @Version)
                """,
                copy with { Released = !isThere });
            _ = await unit.ExecuteAsync("delete from archive_troubles where segment_id = @Id", new { segment.Id });
            if (isThere)
            {
                await unit.EmitAsync(new SegmentArchived(segment.CameraId, segment.Id, segment.Start, copy.ObjectKey, copy.Bytes), System);
            }

            return isThere;
        },
        cancellation);

    /// <summary>A try failed.</summary>
    /// <returns>How many of it have failed.</returns>
    public Task<int> FailedAsync(
        Guid segment, string cause, string detail, DateTimeOffset now, Func<int, DateTimeOffset?> retryAt, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                var tries = 1 + await unit.QuerySingleOrDefaultAsync<int>("select tries from archive_troubles where segment_id = @segment", new { segment });
                _ = await unit.ExecuteAsync(
                    """
                    insert into archive_troubles (segment_id, tries, cause, detail, failed_at, retry_at)
                    values (@segment, @tries, @cause, @detail, @now, @retryAt)
                    on conflict (segment_id) do update set
                        tries = excluded.tries, cause = excluded.cause, detail = excluded.detail,
                        failed_at = excluded.failed_at, retry_at = excluded.retry_at
                    """,
                    new { segment, tries, cause, detail, now, retryAt = retryAt(tries) });
                return tries;
            },
            cancellation);

    /// <summary>Dead letters, oldest failure first.</summary>
    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(DateTimeOffset? after, Guid? afterId, int most, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<DeadLetter>>(
            async connection => [.. await connection.QueryAsync<DeadLetter>(new CommandDefinition(
                $"""
                select segment_id as SegmentId, camera_id as CameraId, start_at as Start, bytes as Bytes, tries as Tries,
                       cause as Cause, detail as Detail, failed_at as FailedAt
                from archive_troubles join segments on id = segment_id
                where retry_at is null {(after is null ? "" : "and (failed_at > @after or (failed_at = @after and segment_id > @afterId))")}
                order by failed_at, segment_id
                limit @most
                """,
                new { after = after ?? DateTimeOffset.UnixEpoch, afterId = afterId ?? Guid.Empty, most },
                cancellationToken: cancellation))],
            cancellation);

    /// <summary>Takes dead letters back into the queue, with all their tries.</summary>
    /// <returns>How many.</returns>
    public Task<int> RetryAsync(IReadOnlyList<Guid>? segments, DateTimeOffset now, CancellationToken cancellation) => database.WriteAsync(
        unit => unit.ExecuteAsync(
            $"""
            update archive_troubles set tries = 0, retry_at = @now
            where retry_at is null {(segments is null ? "" : "and segment_id in @segments")}
            """,
            segments is null ? (object)new { now } : new { now, segments = UuidSet.Of(segments) }),
        cancellation);

    /// <summary>Copies of footage that is gone and may be deleted by now, oldest first.</summary>
    public Task<IReadOnlyList<ArchiveCopy>> ReleasedAsync(DateTimeOffset now, int most, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<ArchiveCopy>>(
            async connection => [.. await connection.QueryAsync<ArchiveCopy>(new CommandDefinition(
                $"""
                select {ArchiveCopy.Columns} from archive_copies
                where released and (locked_until is null or locked_until <= @now)
                order by archived_at
                limit @most
                """,
                new { now, most },
                cancellationToken: cancellation))],
            cancellation);

    /// <summary>The copy is deleted in the store.</summary>
    public Task ForgetAsync(ArchiveCopy copy, CancellationToken cancellation) => database.WriteAsync(
        unit => unit.ExecuteAsync("delete from archive_copies where segment_id = @SegmentId and released", new { copy.SegmentId }), cancellation);

    /// <summary>The store does not let go of the copy yet.</summary>
    public Task PostponeAsync(ArchiveCopy copy, DateTimeOffset until, CancellationToken cancellation) => database.WriteAsync(
        unit => unit.ExecuteAsync(
            "update archive_copies set locked_until = @until where segment_id = @SegmentId and released", new { copy.SegmentId, until }),
        cancellation);

    /// <summary>Another archive begins: what was in the last one is known no longer, and what is only there is lost to us.</summary>
    /// <returns>How many segments were only there.</returns>
    public Task<int> AbandonAsync(CancellationToken cancellation) => database.WriteAsync(
        async unit =>
        {
            var lost = await unit.QueryAsync<SegmentRow>($"select {SegmentRow.Columns} from segments where not is_local");
            foreach (var row in lost)
            {
                await IndexStore.RemoveAsync(unit, row.CameraId, row.Id, row.Path);
            }

            _ = await unit.ExecuteAsync("update segments set archived_as = null where archived_as is not null");
            _ = await unit.ExecuteAsync("delete from archive_copies");
            _ = await unit.ExecuteAsync("delete from archive_troubles");
            return lost.Count;
        },
        cancellation);
}
