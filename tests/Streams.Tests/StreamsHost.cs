using Microsoft.Extensions.DependencyInjection;
using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Hosting;
using Vedette.Platform.Storage;
using Vedette.Streams.Features;
using Vedette.Support;

namespace Vedette.Streams.Tests;

/// <summary>The module alone, told about cameras as the inventory would.</summary>
internal sealed class StreamsHost : IAsyncDisposable
{
    private long _version;

    private StreamsHost(ModuleHost host) => (Host, Http) = (host, host.Client());

    public ModuleHost Host { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => Host.Services;

    public static async Task<StreamsHost> StartAsync(
        Dialect dialect = Dialect.Sqlite, Func<VedetteOptions, VedetteOptions>? adjust = null) =>
        new(await ModuleHost.StartAsync([ModuleEntry.Of<StreamsModule>()], dialect, adjust: adjust));

    public async Task<CameraId> AddAsync(Uri url, string? username = null, string? password = null)
    {
        var id = DeviceId.New();
        await TellAsync(id, Source(url, username, password));
        return id.AsCamera();
    }

    /// <summary>A camera in a room of its own, or in the one that is named.</summary>
    public Task TellAsync(DeviceId id, CameraSource? source, bool enabled = true, long? version = null) =>
        TellAsync(id, source, new Place(PropertyId.New(), RoomId.New()), enabled, version);

    public Task TellAsync(DeviceId id, CameraSource? source, Place? place, bool enabled = true, long? version = null) =>
        Services.GetRequiredService<FollowInventory>().HandleAsync(
            new DeviceState(id, DeviceKind.Camera, "Yard", place?.RoomId, place?.PropertyId, enabled, true, source, version ?? ++_version),
            CancellationToken.None);

    public Task RemoveAsync(DeviceId id) =>
        Services.GetRequiredService<FollowInventory>().HandleAsync(new DeviceRemoved(id), CancellationToken.None);

    public CameraSource Source(Uri url, string? username = null, string? password = null) => new(
        url,
        null,
        username,
        password is null ? null : Services.GetRequiredService<SecretProtector>().Protect("camera-password", password),
        CameraTransport.Auto);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
    }
}
