using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vedette.Contracts.Inventory;
using Vedette.Contracts.Streams;
using Vedette.Foundation;
using Vedette.Platform.Hosting;
using Vedette.Platform.Messaging;
using Vedette.Recording;
using Vedette.Recording.Features;
using Vedette.Recording.Footage;
using Vedette.Recording.Settings;
using Vedette.Recording.Writing;
using Vedette.Support;

namespace Vedette.Durability;

/// <summary>
/// A life of the recorder, which ends when it is killed. It starts on what the life before left, checks that, says so, records,
/// and says what it promises as soon as it promises it.
/// </summary>
internal static class Recorder
{
    public const string Checked = "checked";
    public const string Wrong = "wrong";

    /// <summary>Runs until it is killed; ends by itself only when something is wrong.</summary>
    public static async Task<int> LiveAsync(Life life, Stream output)
    {
        using var line = new StreamWriter(output) { AutoFlush = true };
        var time = new FastTime(life.Start, Life.Speed);
        await using var cameras = new FastCameras(time, life.Seed);
        await using var host = await ModuleHost.StartAsync(
            [ModuleEntry.Of<RecordingModule>()],
            time: time,
            adjust: options => options with
            {
                DataDirectory = life.Data,
                // Its clock runs fast: a machine that is busy for a second is no disk that hangs.
                Settings = new Dictionary<string, string?> { ["recording:stallSeconds"] = "60" },
            },
            services: services => services
                .AddSingleton<IStreamDirectory>(cameras)
                .AddLogging(log => log.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)));
        var services = host.Services;
        await services.GetRequiredService<LiveSettings>().ReplaceAsync(
            new RecordingSettings
            {
                SegmentSeconds = 2,
                CommitMilliseconds = 50,
                BudgetBytes = 3 << 20,
                ReserveBytes = 1 << 20,
                EncryptFootage = life.Encrypts,
            },
            CancellationToken.None);
        var ids = Enumerable.Range(1, life.Cameras).Select(CameraOf).ToList();
        foreach (var id in ids)
        {
            await AddAsync(services, id, time.GetUtcNow());
        }

        var inspection = new Inspection(services, time);
        var wrong = await inspection.RunAsync(ids, await ReadPromisesAsync(life));
        if (wrong.Count > 0)
        {
            wrong.ForEach(what => line.WriteLine($"{Wrong} {what}"));
            return 1;
        }

        await line.WriteLineAsync($"{Checked} {inspection.Segments} {inspection.Gaps}");
        cameras.Go();
        await PromiseAsync(services.GetRequiredService<LiveFootage>(), ids, line);
        return 0;
    }

    private static async Task PromiseAsync(LiveFootage live, IReadOnlyList<CameraId> ids, StreamWriter line)
    {
        var said = new Dictionary<CameraId, FootageState>();
        while (true)
        {
            foreach (var id in ids)
            {
                var state = live.Of(id);
                if (said.GetValueOrDefault(id) != state)
                {
                    said[id] = state;
                    await SayAsync(state.Last, line);
                    await SayAsync(state.Open, line);
                }
            }

            await Task.Delay(1);
        }
    }

    private static Task SayAsync(Segment? segment, StreamWriter line) => segment is null
        ? Task.CompletedTask
        : line.WriteLineAsync(new Promise(
            segment.CameraId, segment.Sequence, segment.Bytes, segment.IsOpen ? "-" : Convert.ToHexStringLower(segment.Sha256)).ToString());

    private static async Task<IReadOnlyList<Promise>> ReadPromisesAsync(Life life) => File.Exists(life.Promises)
        ? [.. (await File.ReadAllLinesAsync(life.Promises)).Select(Promise.TryParse).OfType<Promise>()]
        : [];

    private static Task AddAsync(IServiceProvider services, CameraId camera, DateTimeOffset now) =>
        services.GetRequiredService<FollowInventory>().HandleAsync(
            new DeviceAdded(new DeviceState(
                camera.AsDevice(), DeviceKind.Camera, "Door", RoomId.New(), PropertyId.New(), Enabled: true, Recording: true, Source: null, 1)),
            new EventContext(Guid.CreateVersion7(), "inventory.device-added", 1, now, camera.Value, "ana", null),
            CancellationToken.None);

    private static CameraId CameraOf(int number) => CameraId.Parse($"01900000-0000-7000-8000-{number:D12}", null);
}
