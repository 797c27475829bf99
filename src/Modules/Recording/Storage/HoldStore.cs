using System.Text.Json;
using Dapper;
using Vedette.Contracts.Audit;
using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;
using Vedette.Platform.Web;
using Vedette.Recording.Holds;

namespace Vedette.Recording.Storage;

/// <summary>The holds there ever were; each step and who took it in one transaction.</summary>
internal sealed class HoldStore(Database<RecordingModule> database, TimeProvider time)
{
    private const string Active = "active";

    private const string Columns = """
        id as Id, camera_ids as CameraIds, from_at as FromAt, to_at as ToAt, reason as Reason, owner as Owner, created_at as CreatedAt,
        expires_at as ExpiresAt, state as State, released_at as ReleasedAt, released_by as ReleasedBy, release_reason as ReleaseReason
        """;

    public Task AddAsync(Hold hold, string? address, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                _ = await unit.ExecuteAsync(
                    """
                    insert into holds (id, camera_ids, from_at, to_at, reason, owner, created_at, expires_at, state)
                    values (@Id, @CameraIds, @FromAt, @ToAt, @Reason, @Owner, @CreatedAt, @ExpiresAt, @State)
                    """,
                    Row.Of(hold));
                await unit.EmitAsync(
                    new HoldPlaced(hold.Id, hold.CameraIds, hold.From, hold.To, hold.Reason, hold.Owner, hold.ExpiresAt), hold.Owner);
                await unit.EmitAsync(Action("recording.hold-placed", hold.Owner, address, hold, hold.Reason), hold.Owner);
            },
            cancellation);

    /// <summary>Changes reason and expiry; false when the hold is not active.</summary>
    public Task<bool> ChangeAsync(Hold hold, Caller caller, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                var isChanged = await unit.ExecuteAsync(
                    "update holds set reason = @Reason, expires_at = @ExpiresAt where id = @Id and state = 'active'", Row.Of(hold)) > 0;
                if (isChanged)
                {
                    await unit.EmitAsync(Action("recording.hold-changed", caller.Actor, caller.Address, hold, hold.Reason), caller.Actor);
                }

                return isChanged;
            },
            cancellation);

    /// <summary>Ends it as the hold's state says; false when it is not active.</summary>
    public Task<bool> EndAsync(Hold ended, string? address, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                var isEnded = await unit.ExecuteAsync(
                    """
                    update holds set state = @State, released_at = @ReleasedAt, released_by = @ReleasedBy, release_reason = @ReleaseReason
                    where id = @Id and state = 'active'
                    """,
                    Row.Of(ended)) > 0;
                if (isEnded)
                {
                    var (actor, hasExpired) = (ended.ReleasedBy!, ended.State == HoldState.Expired);
                    await unit.EmitAsync(
                        new HoldReleased(ended.Id, ended.CameraIds, ended.From, ended.To, actor, ended.ReleaseReason!, hasExpired), actor);
                    var action = hasExpired ? "recording.hold-expired" : "recording.hold-released";
                    await unit.EmitAsync(Action(action, actor, address, ended, ended.ReleaseReason!), actor);
                }

                return isEnded;
            },
            cancellation);

    public async Task<Hold?> FindAsync(Guid id, CancellationToken cancellation)
    {
        var found = await ReadAsync($"select {Columns} from holds where id = @id", new { id }, cancellation);
        return found.Count == 0 ? null : found[0];
    }

    public Task<IReadOnlyList<Hold>> ActiveAsync(CancellationToken cancellation) =>
        ReadAsync($"select {Columns} from holds where state = @Active", new { Active }, cancellation);

    /// <summary>Newest first: ids grow with time.</summary>
    public Task<IReadOnlyList<Hold>> ListAsync(
        HoldState? state, CameraId? camera, Guid? before, int most, CancellationToken cancellation)
    {
        var conditions = new List<string> { "1 = 1" };
        if (state is not null)
        {
            conditions.Add("state = @word");
        }

        if (camera is not null)
        {
            conditions.Add("camera_ids like @pattern");
        }

        if (before is not null)
        {
            conditions.Add("id < @before");
        }

        return ReadAsync(
            $"select {Columns} from holds where {string.Join(" and ", conditions)} order by id desc limit @most",
            new { word = state is { } wanted ? Word(wanted) : null, pattern = $"%{camera}%", before, most },
            cancellation);
    }

    /// <summary>Bytes of the camera's segments that overlap [from, to), wherever they can be read.</summary>
    public Task<long> BytesAsync(CameraId camera, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        database.ReadAsync(
            connection => connection.ExecuteScalarAsync<long>(new CommandDefinition(
                $"select coalesce(sum(bytes), 0) from segments where {Overlapping}",
                new { camera, from, to, earliest = Earliest(from) },
                cancellationToken: cancellation)),
            cancellation);

    /// <summary>The same by volume, of the files that are on one.</summary>
    public Task<IReadOnlyDictionary<Guid, long>> LocalBytesAsync(
        CameraId camera, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyDictionary<Guid, long>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<VolumeRow>(new CommandDefinition(
                    $"select volume_id as VolumeId, cast(sum(bytes) as bigint) as Bytes from segments where {Overlapping} and is_local group by volume_id",
                    new { camera, from, to, earliest = Earliest(from) },
                    cancellationToken: cancellation));
                return rows.ToDictionary(row => row.VolumeId, row => row.Bytes);
            },
            cancellation);

    // No segment is longer than a day; the index on start need not be read from its beginning.
    private const string Overlapping =
        "camera_id = @camera and not deleting and start_at < @to and start_at > @earliest and end_at > @from";

    private static DateTimeOffset Earliest(DateTimeOffset from) =>
        from.UtcTicks > TimeSpan.TicksPerDay ? from.AddDays(-1) : DateTimeOffset.MinValue;

    private ActionRecorded Action(string action, string actor, string? address, Hold hold, string reason) => new(
        Guid.CreateVersion7(),
        action,
        actor,
        hold.Id,
        $"{hold.CameraIds.Count} camera(s), {hold.From:O} to {hold.To:O}{(hold.ExpiresAt is { } end ? $", until {end:O}" : "")}: {reason}",
        time.GetUtcNow())
    {
        Address = address,
    };

    private Task<IReadOnlyList<Hold>> ReadAsync(string sql, object parameters, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Hold>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
                return [.. rows.Select(row => row.ToHold())];
            },
            cancellation);

    private static string Word(HoldState state) => state switch
    {
        HoldState.Active => Active,
        HoldState.Released => "released",
        HoldState.Expired => "expired",
    };

    private sealed record VolumeRow
    {
        public Guid VolumeId { get; init; }

        public long Bytes { get; init; }
    }

    private sealed record Row
    {
        public Guid Id { get; init; }

        public string CameraIds { get; init; } = "";

        public DateTimeOffset FromAt { get; init; }

        public DateTimeOffset ToAt { get; init; }

        public string Reason { get; init; } = "";

        public string Owner { get; init; } = "";

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset? ExpiresAt { get; init; }

        public string State { get; init; } = "";

        public DateTimeOffset? ReleasedAt { get; init; }

        public string? ReleasedBy { get; init; }

        public string? ReleaseReason { get; init; }

        public static Row Of(Hold hold) => new()
        {
            Id = hold.Id,
            CameraIds = JsonSerializer.Serialize(hold.CameraIds, WireFormat.Exact),
            FromAt = hold.From,
            ToAt = hold.To,
            Reason = hold.Reason,
            Owner = hold.Owner,
            CreatedAt = hold.CreatedAt,
            ExpiresAt = hold.ExpiresAt,
            State = Word(hold.State),
            ReleasedAt = hold.ReleasedAt,
            ReleasedBy = hold.ReleasedBy,
            ReleaseReason = hold.ReleaseReason,
        };

        public Hold ToHold() => new()
        {
            Id = Id,
            CameraIds = JsonSerializer.Deserialize<List<CameraId>>(CameraIds, WireFormat.Exact)!,
            From = FromAt,
            To = ToAt,
            Reason = Reason,
            Owner = Owner,
            CreatedAt = CreatedAt,
            ExpiresAt = ExpiresAt,
            State = Enum.Parse<HoldState>(State, ignoreCase: true),
            ReleasedAt = ReleasedAt,
            ReleasedBy = ReleasedBy,
            ReleaseReason = ReleaseReason,
        };
    }
}
