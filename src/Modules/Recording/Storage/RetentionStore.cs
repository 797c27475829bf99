using Dapper;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Storage;

/// <summary>What retention asks the index, when there is one: it never needs the answer to make room.</summary>
internal sealed class RetentionStore(Database<RecordingModule> database)
{
    /// <summary>Takes the mark of a deletion back: somebody holds the footage, or its file would not go.</summary>
    /// <param name="names">The segments.</param>
    /// <param name="isLocal">Whether the file is there.</param>
    /// <param name="cancellation">Stops before the transaction.</param>
    public Task UnmarkAsync(IReadOnlyList<SegmentName> names, bool isLocal, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                foreach (var name in names)
                {
                    _ = await unit.ExecuteAsync(
                        "update segments set deleting = @deleting, is_local = @isLocal where id = @id",
                        new { deleting = false, isLocal, id = SegmentName.IdOf(name.CameraId, name.Sequence) });
                }
            },
            cancellation);

    /// <summary>The oldest segments on a volume that are in the archive too and start after <paramref name="after"/>.</summary>
    public Task<IReadOnlyList<Segment>> CopiedAsync(
        Guid volume, FootageClass footage, DateTimeOffset after, int most, CancellationToken cancellation) =>
        ReadAsync(
            $"""
            select {SegmentRow.Columns} from segments
            where is_local and archived_as is not null and volume_id = @volume and start_at > @after
              and not deleting and class >= @lowest and class <= @highest
            order by start_at
            limit @most
            """,
            new { volume, after, lowest = (int)footage, highest = Highest(footage), most },
            cancellation);

    /// <summary>The cameras that have footage in the archive only.</summary>
    public Task<IReadOnlyList<CameraId>> AwayCamerasAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<CameraId>>(
            async connection => [.. await connection.QueryAsync<CameraId>(new CommandDefinition(
                // From one camera to the next, past all their rows.
                """
                with recursive away (camera_id) as (
                    select (select camera_id from segments where not is_local order by camera_id limit 1)
                    union all
                    select (select camera_id from segments where not is_local and camera_id > away.camera_id order by camera_id limit 1)
                    from away where away.camera_id is not null)
                select camera_id from away where camera_id is not null
                """,
                cancellationToken: cancellation))],
            cancellation);

    /// <summary>The oldest segments of a camera that are in the archive only, start after <paramref name="after"/> and ended before <paramref name="before"/>.</summary>
    public Task<IReadOnlyList<Segment>> AwayAsync(
        CameraId camera, FootageClass footage, DateTimeOffset after, DateTimeOffset before, int most, CancellationToken cancellation) =>
        ReadAsync(
            $"""
            select {SegmentRow.Columns} from segments
            where not is_local and camera_id = @camera and start_at > @after and end_at <= @before
              and not deleting and class >= @lowest and class <= @highest
            order by start_at
            limit @most
            """,
            new { camera, after, before, lowest = (int)footage, highest = Highest(footage), most },
            cancellation);

    // What carries several marks belongs to the highest class.
    private static int Highest(FootageClass footage) => footage == FootageClass.Incident ? int.MaxValue : (int)footage;

    private Task<IReadOnlyList<Segment>> ReadAsync(string sql, object parameters, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Segment>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<SegmentRow>(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
                return [.. rows.Select(row => row.ToSegment())];
            },
            cancellation);
}
