using Dapper;
using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Storage;

/// <summary>Writes facts into the index. Writing one twice changes nothing and says nothing twice.</summary>
internal sealed class IndexStore(Database<RecordingModule> database)
{
    private const string System = "system";

    /// <summary>Writes the facts, in order, in one transaction.</summary>
    public Task WriteAsync(IReadOnlyList<Fact> facts, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                foreach (var fact in facts)
                {
                    await WriteAsync(unit, fact);
                }
            },
            cancellation);

    /// <summary>The highest sequence indexed of a camera's footage on a volume; 0 when there is none.</summary>
    public Task<long> NewestSequenceAsync(CameraId camera, Guid volume, CancellationToken cancellation) =>
        database.ReadAsync(
            connection => connection.ExecuteScalarAsync<long>(new CommandDefinition(
                """
                select coalesce((select sequence from segments where camera_id = @camera and volume_id = @volume
                                 order by sequence desc limit 1), 0)
                """,
                new { camera, volume },
                cancellationToken: cancellation)),
            cancellation);

    /// <summary>From when on the index may lack a gap or a mark: what starts before it was indexed with what came after. Null when nothing is indexed.</summary>
    public Task<DateTimeOffset?> CertainUntilAsync(CameraId camera, CancellationToken cancellation) =>
        database.ReadAsync(
            connection => connection.ExecuteScalarAsync<DateTimeOffset?>(new CommandDefinition(
                """
                select coalesce((select start_at from segments where camera_id = @camera order by sequence desc limit 1),
                                (select max(start_at) from gaps where camera_id = @camera))
                """,
                new { camera },
                cancellationToken: cancellation)),
            cancellation);

    /// <summary>Gaps the index takes for open.</summary>
    public Task<IReadOnlyList<Gap>> OpenGapsAsync(CameraId camera, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Gap>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<GapRow>(new CommandDefinition(
                    $"select {GapRow.Columns} from gaps where camera_id = @camera and end_at is null order by start_at, id",
                    new { camera },
                    cancellationToken: cancellation));
                return [.. rows.Select(row => row.ToGap())];
            },
            cancellation);

    /// <summary>The first instant after that one at which footage or another gap is known to start; null when there is none.</summary>
    public Task<DateTimeOffset?> NextKnownAsync(CameraId camera, DateTimeOffset after, CancellationToken cancellation) =>
        database.ReadAsync(
            connection => connection.ExecuteScalarAsync<DateTimeOffset?>(new CommandDefinition(
                """
                select min(at) from (
                    select min(start_at) as at from stretches where camera_id = @camera and start_at > @after
                    union all
                    select min(start_at) from gaps where camera_id = @camera and start_at > @after) as known
                """,
                new { camera, after },
                cancellationToken: cancellation)),
            cancellation);

    /// <summary>The paths of those segments that are in the index; a number used again names another path.</summary>
    public Task<IReadOnlySet<string>> PathsAsync(IReadOnlyList<SegmentName> names, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlySet<string>>(
            async connection =>
            {
                var paths = new HashSet<string>();
                foreach (var name in names)
                {
                    var path = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
                        "select path from segments where id = @id and is_local",
                        new { id = SegmentName.IdOf(name.CameraId, name.Sequence) },
                        cancellationToken: cancellation));
                    if (path is not null)
                    {
                        _ = paths.Add(path);
                    }
                }

                return paths;
            },
            cancellation);

    /// <summary>First phase of a deletion.</summary>
    public Task MarkDeletingAsync(IReadOnlyList<SegmentName> names, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                foreach (var name in names)
                {
                    _ = await unit.ExecuteAsync(
                        "update segments set deleting = @deleting where id = @id",
                        new { deleting = true, id = SegmentName.IdOf(name.CameraId, name.Sequence) });
                }
            },
            cancellation);

    /// <summary>
    /// First phase of making room: what the archive has is known to be there only from now on, the rest is about to go.
    /// </summary>
    public Task MarkEvictedAsync(IReadOnlyList<SegmentName> names, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                foreach (var name in names)
                {
                    var id = SegmentName.IdOf(name.CameraId, name.Sequence);
                    if (!await EvictAsync(unit, id))
                    {
                        _ = await unit.ExecuteAsync("update segments set deleting = @deleting where id = @id", new { deleting = true, id });
                    }
                }
            },
            cancellation);

    /// <summary>Deletions that were begun and not finished.</summary>
    public Task<IReadOnlyList<Segment>> DeletingAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Segment>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<SegmentRow>(new CommandDefinition(
                    $"select {SegmentRow.Columns} from segments where deleting", cancellationToken: cancellation));
                return [.. rows.Select(row => row.ToSegment())];
            },
            cancellation);

    /// <summary>
    /// Forgets the segments of a volume that start before its oldest file: their files went while the database was away.
    /// The archive may still have them.
    /// </summary>
    public Task<int> ForgetBeforeAsync(CameraId camera, Guid volume, DateTimeOffset oldest, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                var before = new { camera, volume, oldest, isLocal = false };
                _ = await unit.ExecuteAsync(
                    """
                    update segments set is_local = @isLocal
                    where camera_id = @camera and volume_id = @volume and start_at < @oldest and archived_as is not null and is_local
                    """,
                    before);
                var bytes = await unit.QueryAsync<long>(
                    """
                    delete from segments where camera_id = @camera and volume_id = @volume and start_at < @oldest and archived_as is null
                    returning bytes
                    """,
                    before);
                if (bytes.Count > 0)
                {
                    await SumAsync(unit, camera, -bytes.Count, -bytes.Sum());
                }

                return bytes.Count;
            },
            cancellation);

    /// <summary>Every segment of a camera, by sequence.</summary>
    public Task<IReadOnlyList<Segment>> AllSegmentsAsync(CameraId camera, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Segment>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<SegmentRow>(new CommandDefinition(
                    $"select {SegmentRow.Columns} from segments where camera_id = @camera and not deleting order by sequence",
                    new { camera },
                    cancellationToken: cancellation));
                return [.. rows.Select(row => row.ToSegment())];
            },
            cancellation);

    /// <summary>Every gap of a camera, by start.</summary>
    public Task<IReadOnlyList<Gap>> AllGapsAsync(CameraId camera, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Gap>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<GapRow>(new CommandDefinition(
                    $"select {GapRow.Columns} from gaps where camera_id = @camera order by start_at, id",
                    new { camera },
                    cancellationToken: cancellation));
                return [.. rows.Select(row => row.ToGap())];
            },
            cancellation);

    /// <summary>Every mark of a camera, by start.</summary>
    public Task<IReadOnlyList<Mark>> AllMarksAsync(CameraId camera, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Mark>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<MarkRow>(new CommandDefinition(
                    $"select {MarkRow.Columns} from marks where camera_id = @camera order by start_at, id",
                    new { camera },
                    cancellationToken: cancellation));
                return [.. rows.Select(row => row.ToMark())];
            },
            cancellation);

    /// <summary>Forgets the marks that end before the oldest footage of their camera.</summary>
    public Task<int> ForgetMarksAsync(CancellationToken cancellation) =>
        database.WriteAsync(
            unit => unit.ExecuteAsync(
                "delete from marks where end_at < (select min(start_at) from segments where camera_id = marks.camera_id)"),
            cancellation);

    private static async Task WriteAsync(UnitOfWork unit, Fact fact)
    {
        switch (fact)
        {
            case Fact.Recorded { Segment: var segment }:
                if (await AddAsync(unit, segment))
                {
                    await unit.EmitAsync(
                        new SegmentRecorded(segment.CameraId, segment.Id, segment.Start, segment.Duration, segment.Bytes), System);
                }

                break;
            case Fact.Missing { Gap: var gap }:
                await NoteAsync(unit, gap);
                break;
            case Fact.NotMissing { Gap: var gap }:
                if (await unit.ExecuteAsync("delete from gaps where id = @Id", new { gap.Id }) > 0)
                {
                    await unit.EmitAsync(new GapClosed(gap.CameraId, gap.Id, gap.Start, gap.Start, gap.Cause), System);
                }

                break;
            case Fact.Marked { Mark: var mark }:
                await MarkAsync(unit, mark);
                break;
            case Fact.Deleted { Name: var name }:
                await DeleteAsync(unit, name);
                break;
            case Fact.Evicted { Name: var name }:
                if (!await EvictAsync(unit, SegmentName.IdOf(name.CameraId, name.Sequence)))
                {
                    await DeleteAsync(unit, name);
                }

                break;
        }
    }

    /// <summary>The file goes, the row stays because the archive has a copy; false when it has none.</summary>
    private static async Task<bool> EvictAsync(UnitOfWork unit, Guid id) =>
        await unit.ExecuteAsync(
            "update segments set is_local = @isLocal where id = @id and archived_as is not null and not deleting", new { isLocal = false, id }) > 0;

    /// <summary>Nothing of it is kept any longer: a copy in the archive is to go as well, as soon as it may.</summary>
    private static async Task DeleteAsync(UnitOfWork unit, SegmentName name)
    {
        var id = SegmentName.IdOf(name.CameraId, name.Sequence);
        await RemoveAsync(unit, name.CameraId, id, name.Path);
        _ = await unit.ExecuteAsync("delete from archive_troubles where segment_id = @id", new { id });
        _ = await unit.ExecuteAsync("update archive_copies set released = @released where segment_id = @id", new { released = true, id });
    }

    private static async Task NoteAsync(UnitOfWork unit, Gap gap)
    {
        var known = await unit.QuerySingleOrDefaultAsync<GapRow>($"select {GapRow.Columns} from gaps where id = @Id", new { gap.Id });
        if (known is { EndAt: not null })
        {
            return; // an old line read again: closed stays closed
        }

        await PutAsync(unit, gap);
        if (known is null)
        {
            await unit.EmitAsync(new GapOpened(gap.CameraId, gap.Id, gap.Start, gap.Cause), System);
        }

        if (gap.End is { } end)
        {
            await unit.EmitAsync(new GapClosed(gap.CameraId, gap.Id, gap.Start, end, gap.Cause), System);
        }
    }

    internal static Task<int> PutAsync(UnitOfWork unit, Gap gap) =>
        unit.ExecuteAsync(
            """
            insert into gaps (id, camera_id, start_at, end_at, cause, detail)
            values (@Id, @CameraId, @StartAt, @EndAt, @Cause, @Detail)
            on conflict (id) do update set end_at = excluded.end_at, cause = excluded.cause, detail = excluded.detail
            """,
            GapRow.Of(gap));

    /// <summary>Notes a mark, and the class of the segments it touches. What they were found worth once, they stay.</summary>
    internal static async Task MarkAsync(UnitOfWork unit, Mark mark)
    {
        _ = await unit.ExecuteAsync(
            """
            insert into marks (id, camera_id, start_at, end_at, class, reason)
            values (@Id, @CameraId, @StartAt, @EndAt, @Class, @Reason)
            on conflict (id) do update set end_at = excluded.end_at, class = excluded.class, reason = excluded.reason
            """,
            MarkRow.Of(mark));
        _ = await unit.ExecuteAsync(
            """
            update segments set class = class | @Class
            where camera_id = @CameraId and start_at < @EndAt and end_at > @StartAt
              and start_at >= coalesce((select max(start_at) from segments where camera_id = @CameraId and start_at <= @StartAt), @StartAt)
            """,
            MarkRow.Of(mark));
    }

    /// <summary>Adds a row with what follows from it; false when it was there already.</summary>
    internal static async Task<bool> AddAsync(UnitOfWork unit, Segment segment)
    {
        if (await InsertAsync(unit, segment) == 0)
        {
            // A damaged newest file is moved aside and its number used again: the row of the damaged one makes way.
            if (await unit.QuerySingleOrDefaultAsync<string>("select path from segments where id = @Id", new { segment.Id }) is not { } other
                || other == segment.Path)
            {
                return false;
            }

            await RemoveAsync(unit, segment.CameraId, segment.Id, other);
            _ = await InsertAsync(unit, segment);
        }

        await Stretches.AddAsync(unit, segment);
        await SumAsync(unit, segment.CameraId, 1, segment.Bytes);
        return true;
    }

    internal static async Task RemoveAsync(UnitOfWork unit, CameraId camera, Guid id, string path)
    {
        foreach (var bytes in await unit.QueryAsync<long>(
            "delete from segments where id = @id and path = @path returning bytes", new { id, path }))
        {
            await SumAsync(unit, camera, -1, -bytes);
        }
    }

    private static Task<int> SumAsync(UnitOfWork unit, CameraId camera, long segments, long bytes) =>
        unit.ExecuteAsync(
            """
            insert into footage_sums (camera_id, segments, bytes) values (@camera, @segments, @bytes)
            on conflict (camera_id) do update
                set segments = footage_sums.segments + excluded.segments, bytes = footage_sums.bytes + excluded.bytes
            """,
            new { camera, segments, bytes });

    /// <summary>A segment that is indexed after it was marked takes its class over.</summary>
    private static Task<int> InsertAsync(UnitOfWork unit, Segment segment) =>
        unit.ExecuteAsync(
            """
            insert into segments (id, camera_id, run_id, sequence, start_at, end_at, bytes, codec, width, height, audio_codec,
                                  sha256, chain_hash, volume_id, path, deleting, class, is_local, archived_as, init_length, format_print)
            values (@Id, @CameraId, @RunId, @Sequence, @StartAt, @EndAt, @Bytes, @Codec, @Width, @Height, @AudioCodec,
                    @Sha256, @ChainHash, @VolumeId, @Path, @Deleting,
                    @Class | (select coalesce(max(class & 1), 0) + coalesce(max(class & 2), 0) from marks
                              where camera_id = @CameraId and start_at < @EndAt and end_at > @StartAt and start_at >= @StartAt - 7200000000),
                    @IsLocal,
                    coalesce(@ArchivedAs, (select object_key from archive_copies where segment_id = @Id and not released)),
                    @InitLength, @FormatPrint)
            on conflict do nothing
            """,
            SegmentRow.Of(segment));
}
