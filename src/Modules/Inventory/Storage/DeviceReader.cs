using Dapper;
using Vedette.Foundation;
using Vedette.Inventory.Domain;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;

namespace Vedette.Inventory.Storage;

/// <summary>Reads devices with what stands beside them: names of places, status.</summary>
internal sealed class DeviceReader(Database<InventoryModule> database, InventoryOptions options, TimeProvider time)
{
    // A camera that is switched off is not talked to, whatever was heard of it before. Who is silent for long is offline (S-53).
    private const string Status =
        """
        (case when s.state is null or (d.kind = 'Camera' and d.enabled = false) then 'unknown'
              when s.state = 'not-responding' and s.since <= @offlineBefore then 'offline'
              else s.state end)
        """;

    private const string From =
        $"{DeviceRow.From} left join properties p on p.id = r.property_id left join device_status s on s.device_id = d.id";

    private static readonly Dictionary<string, string> Orders = new()
    {
        ["name"] = "d.search_name",
        ["status"] = Status,
        ["kind"] = "d.kind",
        ["room"] = "coalesce(r.name_key, '')",
        ["property"] = "coalesce(p.name_key, '')",
    };

    public static IReadOnlyCollection<string> SortKeys => Orders.Keys;

    private DateTimeOffset OfflineBefore => time.GetUtcNow() - options.OfflineAfter;

    public Task<DeviceEntry?> FindAsync(DeviceId id, CancellationToken cancellation) =>
        database.ReadAsync(
            async connection =>
            {
                var offlineBefore = OfflineBefore;
                var row = await connection.QuerySingleOrDefaultAsync<ListedDeviceRow>(new CommandDefinition(
                    $"{Select("''")} where d.id = @id", new { id, offlineBefore }, cancellationToken: cancellation));
                return row?.ToEntry(options.OfflineAfter);
            },
            cancellation);

    /// <summary>A page of the devices within reach, and how many there are on all pages.</summary>
    public Task<(IReadOnlyList<DeviceEntry> Devices, int Total)> ListAsync(
        DeviceFilter filter, AccessReach reach, Sorting sorting, ListStart? start, int count, CancellationToken cancellation) =>
        database.ReadAsync<(IReadOnlyList<DeviceEntry>, int)>(
            async connection =>
            {
                var (scope, order) = (new Scope(reach), Keyset.Of(sorting, Orders, "d.id"));
                var matching = Matching(filter, scope);
                var arguments = Arguments(filter, scope);
                var total = await connection.ExecuteScalarAsync<int>(
                    new CommandDefinition($"select count(*) {From} {matching}", arguments, cancellationToken: cancellation));
                arguments.AddDynamicParams(new { afterKey = start?.Key, afterId = start?.Id, count });
                var rows = await connection.QueryAsync<ListedDeviceRow>(new CommandDefinition(
                    $"{Select(order.Value)} {matching.When(start is not null, order.After)} {order.By} limit @count",
                    arguments,
                    cancellationToken: cancellation));
                return ([.. rows.Select(row => row.ToEntry(options.OfflineAfter))], total);
            },
            cancellation);

    private static string Select(string sortKey) =>
        $"""
        select {DeviceRow.Columns}, r.name as room_name, p.name as property_name, p.owner_id, {Status} as status,
               s.since as status_since, s.state as heard_state, s.last_online, {sortKey} as sort_key
        {From}
        """;

    private static Conditions Matching(DeviceFilter filter, Scope scope)
    {
        var conditions = new Conditions()
            .And(scope.Devices("r.property_id", "d.room_id"))
            .When(filter.Kind is not null, "d.kind = @kind")
            .When(filter.RoomId is not null, "d.room_id = @room")
            .When(filter.PropertyId is not null, "r.property_id = @property")
            .When(filter.Enabled is not null, "d.enabled = @enabled")
            .When(filter.Recording is not null, "d.recording = @recording")
            .When(filter.Assigned is not null, filter.Assigned == true ? "d.room_id is not null" : "d.room_id is null")
            .When(filter.Status is not null, $"{Status} = @status")
            .When(
                SearchPattern.Of(filter.Search) is not null,
                @"(d.search_text like @pattern escape '\' or r.name_key like @pattern escape '\' or p.name_key like @pattern escape '\')");
        for (var index = 0; index < filter.Capabilities.Count; index++)
        {
            _ = conditions.And($@"d.capability_types like @capability{index} escape '\'");
        }

        return conditions;
    }

    private DynamicParameters Arguments(DeviceFilter filter, Scope scope)
    {
        var arguments = new DynamicParameters(new
        {
            kind = filter.Kind?.ToString(),
            room = filter.RoomId,
            property = filter.PropertyId,
            enabled = filter.Enabled,
            recording = filter.Recording,
            status = filter.Status,
            pattern = SearchPattern.Of(filter.Search),
            offlineBefore = OfflineBefore,
            inProperties = scope.InProperties,
            inRooms = scope.InRooms,
        });
        for (var index = 0; index < filter.Capabilities.Count; index++)
        {
            arguments.Add($"capability{index}", SearchPattern.Holding($"|{filter.Capabilities[index]}|"));
        }

        return arguments;
    }
}
