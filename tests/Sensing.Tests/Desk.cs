using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Hosting;
using Vedette.Platform.Storage;
using Vedette.Sensing.Features;
using Vedette.Sensing.Watching;
using Vedette.Simulator.Things;
using Vedette.Support;

namespace Vedette.Sensing.Tests;

/// <summary>The module running alone beside simulated things, told of devices as the inventory would.</summary>
internal sealed class Desk : IAsyncDisposable
{
    public static readonly PropertyId House = PropertyId.New();
    public static readonly RoomId Cellar = RoomId.New();
    public static readonly RoomId Attic = RoomId.New();

    private readonly Dictionary<DeviceId, DeviceState> _devices = [];

    private Desk(ModuleHost host, ThingSimulator things) => (Host, Things, Http) = (host, things, host.Client());

    public ModuleHost Host { get; }

    public ThingSimulator Things { get; }

    public HttpClient Http { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Desk> StartAsync(
        ThingOptions? things = null, TimeProvider? time = null, Dialect dialect = Dialect.Sqlite, Dictionary<string, string?>? settings = null, string? dataDirectory = null)
    {
        var simulator = await ThingSimulator.StartAsync(things ?? new ThingOptions { Interval = TimeSpan.FromMilliseconds(100) }, Ct);
        var all = new Dictionary<string, string?> { ["network:allowLoopback"] = "true", ["sensing:probeSeconds"] = time is null ? "0.2" : "10" };
        foreach (var (key, value) in settings ?? [])
        {
            all[key] = value;
        }

        var host = await ModuleHost.StartAsync(
            [ModuleEntry.Of<SensingModule>()], dialect, time, options => options with { Settings = all, DataDirectory = dataDirectory ?? options.DataDirectory });
        return new Desk(host, simulator);
    }

    public ThingState StateOf(DeviceId device) => Host.Services.GetRequiredService<ThingWatches>().StateOf(device);

    public async Task<DeviceId> FederateAsync(SimulatedThing thing, bool enabled = true, RoomId? room = null, string? thingId = null, string? username = null, string? secret = null)
    {
        var device = new DeviceState(DeviceId.New(), DeviceKind.Thing, thing.Title, room ?? Cellar, House, enabled, Recording: false, Source: null, Version: 1)
        {
            Thing = new ThingSource(
                new Uri(thing.Url, "device"), username, secret is null ? null : Host.Services.GetRequiredService<SecretProtector>().Protect(ThingDesk.Purpose, secret)),
            ThingId = thingId,
        };
        await TellAsync(device);
        return device.Id;
    }

    /// <summary>The inventory says that something about a device changed.</summary>
    public Task ChangeAsync(DeviceId device, Func<DeviceState, DeviceState> change) =>
        TellAsync(change(_devices[device]) with { Version = _devices[device].Version + 1 });

    public Task RemoveAsync(DeviceId device) => Host.Services.GetRequiredService<FollowInventory>().HandleAsync(new DeviceRemoved(device), Ct);

    /// <summary>The events of a type the module emitted so far, in order.</summary>
    public async Task<List<JsonElement>> EventsAsync(string type) =>
        await Host.Services.GetRequiredService<Database<SensingModule>>().ReadAsync(
            async connection => (await connection.QueryAsync<string>("select data from outbox where type = @type order by position", new { type }))
                .Select(json => JsonElement.Parse(json)).ToList(),
            Ct);

    public async Task<List<string?>> StatusesAsync() =>
        [.. (await EventsAsync("sensing.device-status-changed")).Select(changed => changed.GetProperty("status").GetString())];

    public Task<JsonElement> GetAsync(string path) => Http.GetFromJsonAsync<JsonElement>(path, Ct);

    /// <summary>Waits until it is so, at most a minute.</summary>
    public static async Task UntilAsync(Func<bool> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (!isSo())
        {
            await Task.Delay(20, limit.Token);
        }
    }

    /// <inheritdoc cref="UntilAsync(Func{bool})"/>
    public static async Task UntilAsync(Func<Task<bool>> isSoAsync)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (!await isSoAsync())
        {
            await Task.Delay(50, limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
        await Things.DisposeAsync();
    }

    private Task TellAsync(DeviceState device)
    {
        _devices[device.Id] = device;
        return Host.Services.GetRequiredService<FollowInventory>().HandleAsync(device, Ct);
    }
}
