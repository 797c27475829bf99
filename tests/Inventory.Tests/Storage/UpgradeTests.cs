using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Platform.Hosting;
using Vedette.Platform.Storage;
using Vedette.Support;

namespace Vedette.Inventory.Tests.Storage;

/// <summary>What an older program left behind is taken over.</summary>
public sealed class UpgradeTests
{
    private static readonly Guid Camera = Guid.Parse("0197f000-0000-7000-8000-000000000003");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task Cameras_of_the_first_version_are_still_there_and_can_be_given_what_is_new(Dialect dialect)
    {
        using var folder = new TemporaryFolder();
        VedetteOptions? used = null;
        await using (var older = await ModuleHost.StartAsync(
            [ModuleEntry.Of<InventoryModule>()], dialect, adjust: options => used = options with { DataDirectory = folder.Path }))
        {
            await MakeFirstVersionAsync(older.Services.GetRequiredService<Database<InventoryModule>>());
        }

        await using var newer = await ModuleHost.StartAsync([ModuleEntry.Of<InventoryModule>()], adjust: _ => used!);
        using var http = newer.Client();
        var path = $"/api/inventory/devices/{Camera}";

        var device = await http.GetFromJsonAsync<JsonElement>(path, Ct);
        Assert.Equal("rtsp://h/x", device.GetProperty("source").GetProperty("url").GetString());
        Assert.Equal("tcp", device.GetProperty("source").GetProperty("transport").GetString());
        Assert.Equal(JsonValueKind.Null, device.GetProperty("source").GetProperty("roles").ValueKind);

        using var reply = await http.PatchAsJsonAsync(path, new { source = new { onvif = new { url = "http://h/onvif" } } }, Ct);
        reply.EnsureSuccessStatusCode();
        device = await http.GetFromJsonAsync<JsonElement>(path, Ct);
        Assert.Equal("http://h/onvif", device.GetProperty("source").GetProperty("onvif").GetProperty("url").GetString());
        Assert.True(device.GetProperty("source").GetProperty("hasPassword").GetBoolean());
    }

    /// <summary>The tables as the first version had them, with a camera in them.</summary>
    private static Task MakeFirstVersionAsync(Database<InventoryModule> database) => database.WriteAsync(
        async unit =>
        {
            foreach (var column in (string[])["record_choice", "grid_choice", "detect_choice", "trust_sha256", "trust_authority", "onvif_url", "onvif_profile"])
            {
                _ = await unit.ExecuteAsync($"alter table devices drop column {column}");
            }

            _ = await unit.ExecuteAsync("delete from schema_migrations where owner = 'inventory' and number = 2");
            var (property, room) = (Guid.Parse("0197f000-0000-7000-8000-000000000001"), Guid.Parse("0197f000-0000-7000-8000-000000000002"));
            var at = DateTimeOffset.UnixEpoch;
            _ = await unit.ExecuteAsync("insert into properties values (@property, 'House', 'Street', 'UTC', @at)", new { property, at });
            _ = await unit.ExecuteAsync("insert into rooms values (@room, @property, 'Hall', @at)", new { room, property, at });
            _ = await unit.ExecuteAsync(
                """
                insert into devices values (@Camera, 'Camera', 'Door', 'door', @room, @yes, @yes, 'rtsp://h/x', null, 'viewer', 'protected', 'Tcp', 1, @at)
                """,
                new { Camera, room, yes = true, at });
        },
        Ct);
}
