using Microsoft.Extensions.DependencyInjection;
using Vedette.Contracts.Inventory;
using Vedette.Contracts.Streams;
using Vedette.Foundation;
using Vedette.Platform.Hosting;
using Vedette.Platform.Messaging;
using Vedette.Platform.Storage;
using Vedette.Recording.Features;
using Vedette.Recording.Footage;
using Vedette.Recording.Settings;
using Vedette.Recording.Storage;
using Vedette.Support;
using Xunit;

namespace Vedette.Recording.Tests.Rig;

/// <summary>The whole module in the test's process: real disk, real database, real clock, cameras made of nothing.</summary>
internal sealed class RecordingHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ModuleHost _host;

    private RecordingHost(ModuleHost host, LiveCameras cameras) => (_host, Cameras) = (host, cameras);

    public LiveCameras Cameras { get; }

    public string DataDirectory => _host.DataDirectory;

    public Volume Volume => Get<VolumeSet>().All[0];

    public IndexStore Index => Get<IndexStore>();

    /// <summary>Starts it with segments of two seconds.</summary>
    /// <param name="dialect">Which database.</param>
    /// <param name="adjust">Changes the options, for example to start again on the same data.</param>
    /// <param name="prepare">Replaces services.</param>
    public static async Task<RecordingHost> StartAsync(
        Dialect dialect = Dialect.Sqlite, Func<VedetteOptions, VedetteOptions>? adjust = null, Action<IServiceCollection>? prepare = null)
    {
        var cameras = new LiveCameras();
        var host = await ModuleHost.StartAsync(
            [ModuleEntry.Of<RecordingModule>()],
            dialect,
            adjust: options => adjust is null ? options : adjust(options),
            services: services =>
            {
                _ = services.AddSingleton<IStreamDirectory>(cameras);
                prepare?.Invoke(services);
            });
        var recording = new RecordingHost(host, cameras);
        await recording.Get<LiveSettings>().ReplaceAsync(
            new RecordingSettings { SegmentSeconds = 2, FragmentMilliseconds = 400, BudgetBytes = 1L << 30, ReserveBytes = 1 << 20 },
            TestContext.Current.CancellationToken);
        return recording;
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public HttpClient Client() => _host.Client();

    /// <summary>The inventory says there is such a camera.</summary>
    public Task AddAsync(CameraId camera, bool recording = true, long version = 1) =>
        Get<FollowInventory>().HandleAsync(
            new DeviceAdded(new DeviceState(
                camera.AsDevice(), DeviceKind.Camera, "Door", RoomId.New(), PropertyId.New(), Enabled: true, recording, Source: null, version)),
            new EventContext(Guid.CreateVersion7(), "inventory.device-added", 1, DateTimeOffset.UtcNow, camera.Value, "ana", null),
            TestContext.Current.CancellationToken);

    /// <summary>Where the index differs from the files.</summary>
    public async Task<IReadOnlyList<string>> CheckIndexAsync()
    {
        var differences = new List<string>();
        _ = await Get<Recording.Index.IndexAudit>().CheckAsync(differences.Add, _ => { }, TestContext.Current.CancellationToken);
        return differences;
    }

    /// <summary>Waits until the index holds that many segments of the camera.</summary>
    public Task<IReadOnlyList<Segment>> IndexedAsync(CameraId camera, int atLeast) =>
        WaitForAsync(
            () => Index.AllSegmentsAsync(camera, TestContext.Current.CancellationToken),
            segments => segments.Count >= atLeast,
            $"{atLeast} indexed segments");

    /// <summary>Waits until the disk holds that many files of the camera.</summary>
    public Task<IReadOnlyList<SegmentName>> OnDiskAsync(CameraId camera, int atLeast) =>
        WaitForAsync(
            () => Task.FromResult<IReadOnlyList<SegmentName>>([.. new Recording.Writing.CameraFolder(Volume, camera).OldestFirst()]),
            names => names.Count >= atLeast,
            $"{atLeast} files");

    public static async Task<T> WaitForAsync<T>(Func<Task<T>> ask, Func<T, bool> isThere, string what)
    {
        var deadline = DateTimeOffset.UtcNow + Patience;
        while (true)
        {
            var answer = await ask();
            if (isThere(answer))
            {
                return answer;
            }

            Assert.True(DateTimeOffset.UtcNow < deadline, $"There never was {what}; last: {System.Text.Json.JsonSerializer.Serialize(answer)}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await Cameras.DisposeAsync();
    }
}
