using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Contracts.Inventory;
using Vedette.Platform.Hosting;
using Vedette.Platform.Storage;
using Vedette.Platform.Web;
using Vedette.Support;

namespace Vedette.Inventory.Tests.Storage;

/// <summary>What an older program left behind is taken over.</summary>
public sealed partial class UpgradeTests
{
    private static readonly Guid House = Guid.Parse("0197f000-0000-7000-8000-000000000001");
    private static readonly Guid Hall = Guid.Parse("0197f000-0000-7000-8000-000000000002");
    private static readonly Guid Camera = Guid.Parse("0197f000-0000-7000-8000-000000000003");
    private static readonly Guid Horn = Guid.Parse("0197f000-0000-7000-8000-000000000004");
    private static readonly Guid SameHouse = Guid.Parse("0197f000-0000-7000-8000-000000000005");
    private static readonly Guid OtherHouse = Guid.Parse("0197f000-0000-7000-8000-000000000006");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task Cameras_of_the_first_version_are_still_there_and_can_be_given_what_is_new(Dialect dialect)
    {
        await using var newer = await UpgradedAsync(dialect, from: 1);
        using var http = newer.Host.Client();
        var path = $"/api/inventory/devices/{Camera}";

        var device = await http.GetFromJsonAsync<JsonElement>(path, Ct);
        Assert.Equal("rtsp://h/x", device.GetProperty("source").GetProperty("url").GetString());
        Assert.Equal("tcp", device.GetProperty("source").GetProperty("transport").GetString());
        Assert.Equal(JsonValueKind.Null, device.GetProperty("source").GetProperty("roles").ValueKind);

        using var reply = await http.PatchAsJsonAsync(path, new { source = new { onvif = new { url = "http://h/onvif" } }, description = "new" }, Ct);
        reply.EnsureSuccessStatusCode();
        device = await http.GetFromJsonAsync<JsonElement>(path, Ct);
        Assert.Equal("http://h/onvif", device.GetProperty("source").GetProperty("onvif").GetProperty("url").GetString());
        Assert.Equal("new", device.GetProperty("description").GetString());
    }

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task Everything_of_the_version_before_is_told_once_more_in_todays_shape(Dialect dialect)
    {
        await using var newer = await UpgradedAsync(dialect, from: 2);
        var said = await newer.SaidAsync(count: 7);

        var camera = Assert.IsType<DeviceChanged>(said[4]).Device;
        Assert.Equal((Camera, 2L, true, true), (camera.Id.Value, camera.Version, camera.Enabled, camera.Recording));
        Assert.Equal((House, Hall), (camera.PropertyId!.Value.Value, camera.RoomId!.Value.Value));
        Assert.Equal([new DeviceCapability("video")], camera.Capabilities);
        Assert.Equal([new DeviceCapability("siren")], Assert.IsType<DeviceChanged>(said[5]).Device.Capabilities);
        Assert.Equal("Ñandú", Assert.IsType<PropertyChanged>(said[0]).Name);
        Assert.Equal("Calle", Assert.IsType<PropertyChanged>(said[0]).Address);
        Assert.Equal("Hall", Assert.IsType<RoomChanged>(said[3]).Name);
    }

    [Theory]
    [Trait("Req", "S-11")]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task Of_properties_that_are_called_the_same_the_oldest_keeps_its_name(Dialect dialect)
    {
        await using var newer = await UpgradedAsync(dialect, from: 2);
        _ = await newer.SaidAsync(count: 7);
        using var http = newer.Host.Client();

        var names = (await http.GetFromJsonAsync<JsonElement>("/api/inventory/properties", Ct)).GetProperty("items").EnumerateArray()
            .ToDictionary(one => one.GetProperty("id").GetGuid(), one => one.GetProperty("name").GetString());
        Assert.Equal(("Ñandú", "ñandú (2)", "Ñandú"), (names[House], names[SameHouse], names[OtherHouse]));
        using var again = await http.PostAsJsonAsync("/api/inventory/properties", new { name = "ÑANDÚ (2)", address = "CALLE", timeZone = "UTC" }, Ct);
        await Refused.AssertAsync(again, System.Net.HttpStatusCode.Conflict, "property-exists");
        var found = await http.GetFromJsonAsync<JsonElement>("/api/inventory/devices?search=hall&sort=property", Ct);
        Assert.Equal(2, found.GetProperty("total").GetInt32());
    }

    private static async Task<Upgraded> UpgradedAsync(Dialect dialect, int from)
    {
        var folder = new TemporaryFolder();
        VedetteOptions? used = null;
        await using (var older = await ModuleHost.StartAsync(
            [ModuleEntry.Of<InventoryModule>()], dialect, adjust: options => used = options with { DataDirectory = folder.Path }))
        {
            await MakeOlderAsync(older.Services.GetRequiredService<Database<InventoryModule>>(), from);
        }

        return new Upgraded(await ModuleHost.StartAsync([ModuleEntry.Of<InventoryModule>()], adjust: _ => used!), folder);
    }

    /// <summary>What the program before wrote: its tables, two cameras' worth of rows, and two properties that are called the same.</summary>
    private static Task MakeOlderAsync(Database<InventoryModule> database, int version) => database.WriteAsync(
        async unit =>
        {
            foreach (var table in (string[])["placements", "plans", "device_status", "people", "devices", "rooms", "properties"])
            {
                _ = await unit.ExecuteAsync($"drop table {table}");
            }

            _ = await unit.ExecuteAsync("delete from schema_migrations where owner = 'inventory' and number > @version", new { version });
            for (var number = 1; number <= version; number++)
            {
                _ = await unit.ExecuteAsync(Migration(number, database.Dialect));
            }

            var at = DateTimeOffset.UnixEpoch;
            _ = await unit.ExecuteAsync(
                """
                insert into properties (id, name, address, time_zone, created_at) values
                    (@House, 'Ñandú', 'Calle', 'UTC', @at), (@SameHouse, 'ñandú', 'calle', 'UTC', @at), (@OtherHouse, 'Ñandú', 'Elsewhere', 'UTC', @at)
                """,
                new { House, SameHouse, OtherHouse, at });
            _ = await unit.ExecuteAsync("insert into rooms (id, property_id, name, created_at) values (@Hall, @House, 'Hall', @at)", new { Hall, House, at });
            _ = await unit.ExecuteAsync(
                """
                insert into devices (id, kind, name, search_name, room_id, enabled, recording, url, username, protected_password, transport, version, created_at)
                values (@Camera, 'Camera', 'Door', 'door', @Hall, @yes, @yes, 'rtsp://h/x', 'viewer', 'protected', 'Tcp', 1, @at),
                       (@Horn, 'Siren', 'Horn', 'horn', @Hall, @yes, @no, null, null, null, null, 1, @at)
                """,
                new { Camera, Horn, Hall, yes = true, no = false, at });
        },
        Ct);

    private static string Migration(int number, Dialect dialect)
    {
        var assembly = typeof(InventoryModule).Assembly;
        var name = assembly.GetManifestResourceNames().Single(one => one.Contains($"Migrations.{number:0000}_", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return Token().Replace(reader.ReadToEnd(), token => (token.Value, dialect) switch
        {
            ("{uuid}", Dialect.Sqlite) => "text",
            ("{uuid}", _) => "uuid",
            ("{boolean}", Dialect.Postgres) => "boolean",
            (_, Dialect.Sqlite) => "integer",
            _ => "bigint",
        });
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Token();

    private sealed class Upgraded(ModuleHost host, TemporaryFolder folder) : IAsyncDisposable
    {
        public ModuleHost Host => host;

        /// <summary>The first events that were told, once there are that many.</summary>
        public async Task<object[]> SaidAsync(int count)
        {
            var database = host.Services.GetRequiredService<Database<InventoryModule>>();
            while (true)
            {
                var said = await database.ReadAsync(
                    async connection => (await connection.QueryAsync<(string Type, string Content)>("select type, data from outbox order by position")).AsList(),
                    Ct);
                if (said.Count >= count)
                {
                    return [.. said.Where(one => one.Type != "audit.action-recorded").Select(one => Read(one.Type, one.Content))];
                }

                await Task.Delay(20, Ct);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await host.DisposeAsync();
            folder.Dispose();
        }

        private static object Read(string type, string content) => type switch
        {
            "inventory.property-changed" => JsonSerializer.Deserialize<PropertyChanged>(content, WireFormat.Exact)!,
            "inventory.room-changed" => JsonSerializer.Deserialize<RoomChanged>(content, WireFormat.Exact)!,
            "inventory.device-changed" => JsonSerializer.Deserialize<DeviceChanged>(content, WireFormat.Exact)!,
            _ => type,
        };
    }
}
