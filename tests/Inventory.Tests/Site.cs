using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Platform.Access;
using Vedette.Platform.Hosting;
using Vedette.Platform.Storage;
using Vedette.Support;

namespace Vedette.Inventory.Tests;

/// <summary>The inventory running alone, with the few calls every test makes.</summary>
internal sealed class Site : IAsyncDisposable
{
    private int _houses;

    private Site(ModuleHost host) => (Host, Http) = (host, host.Client());

    public ModuleHost Host { get; }

    public HttpClient Http { get; }

    public static async Task<Site> StartAsync(Dialect dialect = Dialect.Sqlite, Dictionary<string, string?>? settings = null) =>
        new(await ModuleHost.StartAsync(
            [ModuleEntry.Of<InventoryModule>()],
            dialect,
            adjust: options => options with { Settings = settings ?? [] }));

    /// <summary>A client of a guardian with these grants.</summary>
    public HttpClient Guardian(params Grant[] grants) => Host.Client(TestTokens.Guardian(grants));

    public T Get<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    /// <summary>A property with a name of its own unless one is given.</summary>
    public Task<Guid> AddPropertyAsync(string? name = null, Guid? owner = null) =>
        CreateAsync("/api/inventory/properties", new
        {
            name = name ?? $"House {Interlocked.Increment(ref _houses)}",
            address = "Calle Mayor 1",
            timeZone = "Europe/Madrid",
            ownerId = owner,
        });

    public async Task<Guid> AddRoomAsync(Guid? property = null, string name = "Hall") =>
        await CreateAsync("/api/inventory/rooms", new { propertyId = property ?? await AddPropertyAsync(), name });

    public async Task<Guid> AddCameraAsync(Guid? room = null, string name = "Door", string? password = "camera-secret") =>
        await CreateAsync("/api/inventory/devices", new
        {
            name,
            roomId = room ?? await AddRoomAsync(),
            kind = "camera",
            source = new { url = "rtsp://192.168.1.20:8554/cam1", username = "viewer", password },
        });

    public async Task<Guid> CreateAsync(string path, object body)
    {
        using var reply = await Http.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        var text = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(reply.StatusCode == System.Net.HttpStatusCode.Created, text);
        var id = JsonDocument.Parse(text).RootElement.GetProperty("id").GetGuid();
        Assert.Equal($"{path}/{id}", reply.Headers.Location!.ToString());
        return id;
    }

    public async Task<JsonElement> ReadAsync(string path) =>
        await Http.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);

    /// <summary>What the inventory told the others, in order: the event's name and its JSON.</summary>
    public Task<List<(string Type, string Content)>> SaidAsync() =>
        Get<Database<InventoryModule>>().ReadAsync(
            async connection => (await connection.QueryAsync<(string, string)>("select type, data from outbox order by position")).AsList(),
            TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
    }
}
