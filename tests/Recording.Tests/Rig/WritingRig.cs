using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;
using Vedette.Recording.Disks;
using Vedette.Recording.Encryption;
using Vedette.Recording.Footage;
using Vedette.Recording.Settings;
using Vedette.Recording.Volumes;
using Vedette.Recording.Writing;
using Xunit;

namespace Vedette.Recording.Tests.Rig;

/// <summary>The writing stage on a temporary volume: real files, real disk thread, fake clock and camera, no database.</summary>
internal sealed class WritingRig : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly bool _ownsRoot;
    private readonly AttachedVolume _attached;
    private readonly AttachedVolumes _volumes;
    private readonly LocalSnapshot<KnownPositions> _positions;
    private DiskThread _thread;
    private CameraRecorder _recorder;

    public WritingRig(string? root = null, SpaceProbe? probe = null, IDisk? disk = null)
    {
        Disk = disk ?? LocalDisk.Instance;
        _ownsRoot = root is null;
        Root = root ?? Directory.CreateTempSubdirectory("vedette-recording-").FullName;
        Camera = new FakeCamera(Time);
        Keys = new FootageKeys(Path.Combine(Root, "footage-keys"), new SecretProtector(new EphemeralDataProtectionProvider()), Time);
        Settings = new LiveSettings(new LocalSnapshot<RecordingSettings>(Path.Combine(Root, "settings.json")));
        Volume = Volume.Open(Root);
        Policies = new LivePolicies(new LocalSnapshot<Dictionary<CameraId, CameraPolicy>>(Path.Combine(Root, "policies.json")));
        Space = new VolumeSpace(Volume, Settings, probe ?? (_ => new FreeSpace(1L << 40, 1L << 40)));
        Space.Refresh();
        Meters = new RecordingMeters(_services.GetRequiredService<IMeterFactory>(), Facts);
        _attached = new AttachedVolume(new VolumeEntry { Id = Volume.Id, Name = "test", Path = Root }, Space, Time, VolumeState.Online);
        _attached.Opened(FileIdentity.Of(Path.Combine(Root, VolumeIdentity.FileName)), new VolumeCommit(Disk, Root, Meters.Committed));
        _positions = new LocalSnapshot<KnownPositions>(Path.Combine(Root, "positions.json"));
        _volumes = new AttachedVolumes([_attached], new VolumeSet([]));
        (_thread, Writer, Lane, _recorder) = Build();
    }

    public string Root { get; }

    public FootageKeys Keys { get; }

    public FakeTime Time { get; } = new();

    public FakeCamera Camera { get; }

    public Volume Volume { get; }

    public IDisk Disk { get; }

    public VolumeSpace Space { get; }

    public LiveSettings Settings { get; }

    public LivePolicies Policies { get; }

    public LiveEvents Events { get; } = new();

    public UnindexedFacts Facts { get; } = new();

    public LiveFootage Live { get; } = new();

    public RecordingMeters Meters { get; }

    public FootageWriter Writer { get; private set; }

    public DiskLane Lane { get; private set; }

    public CameraRecorder Recorder => _recorder;

    public DiskThread Thread => _thread;

    public WritingContext Context { get; private set; } = null!;

    public RecordingRules Rules { get; private set; } = null!;

    public FootageState State => Live.Of(Camera.Id);

    /// <summary>Every segment said to be complete so far.</summary>
    public IReadOnlyList<Segment> Segments => [.. Facts.Of(Camera.Id).OfType<Fact.Recorded>().Select(fact => fact.Segment)];

    /// <summary>The gaps as they stand after all that was said so far.</summary>
    public IReadOnlyList<Gap> Gaps => GapsOf(Facts.Of(Camera.Id));

    public static IReadOnlyList<Gap> GapsOf(IEnumerable<Fact> facts)
    {
        var gaps = new Dictionary<Guid, Gap>();
        foreach (var fact in facts)
        {
            if (fact is Fact.Missing missing)
            {
                gaps[missing.Gap.Id] = missing.Gap;
            }
            else if (fact is Fact.NotMissing withdrawn)
            {
                _ = gaps.Remove(withdrawn.Gap.Id);
            }
        }

        return [.. gaps.Values.OrderBy(gap => gap.Start)];
    }

    /// <summary>Switches the camera on and waits for its feed.</summary>
    public async Task WantAsync()
    {
        _recorder.Want(Time.GetUtcNow());
        await RoundAsync();
    }

    /// <summary>One round of the loop, then waits until the disk did all of it.</summary>
    public async Task RoundAsync()
    {
        _recorder.Round(Time.GetUtcNow());
        await SettleAsync();
    }

    /// <summary>Sends pictures for that long, with a round every 200 ms, as the loop does.</summary>
    public async Task RecordAsync(TimeSpan length)
    {
        for (var sent = TimeSpan.Zero; sent < length; sent += TimeSpan.FromMilliseconds(200))
        {
            Camera.Send(TimeSpan.FromMilliseconds(200));
            await RoundAsync();
        }
    }

    /// <summary>Waits until the disk thread did all that was posted and committed it, and what the commit led to.</summary>
    public async Task SettleAsync()
    {
        for (var pass = 0; pass < 3; pass++)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Lane.Post(_ => done.SetResult());
            await done.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A process that is gone without a word, and the next one on the same volume.</summary>
    public async Task CrashAndRestartAsync(Action? meanwhile = null)
    {
        _recorder.Dispose();
        await _thread.DrainAsync();
        meanwhile?.Invoke();
        (_thread, Writer, Lane, _recorder) = Build();
        Camera.End();
        await SettleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _recorder.Dispose();
        Lane.Post(static disk => disk.Complete());
        await _thread.DrainAsync();
        Camera.End();
        _attached.Closed();
        _positions.Dispose();
        Meters.Dispose();
        await _services.DisposeAsync();
        if (_ownsRoot)
        {
            Directory.Delete(Root, recursive: true);
        }
    }

    private (DiskThread, FootageWriter, DiskLane, CameraRecorder) Build()
    {
        Rules = new RecordingRules(Settings, Policies, Events, new NodePulse(Path.Combine(Root, "pulse"), NullLogger<NodePulse>.Instance));
        var positions = new CameraPositions(_positions, _volumes, Live, NullLogger<CameraPositions>.Instance);
        Context = new WritingContext(
            Disk, new FootageEncryption(Settings, Keys), new PlainFootage(Keys), new VolumeSet([Volume]), new TailNotes(Disk), positions,
            Live, Facts, Meters, Time, NullLogger<FootageWriter>.Instance);
        var thread = new DiskThread("test-disk", _attached.Commit, clock: null, () => TimeSpan.Zero, NullLogger.Instance);
        var writer = new FootageWriter(Camera.Id, Context, _attached);
        var lane = new DiskLane(thread, writer);
        return (thread, writer, lane, new CameraRecorder(Camera.Id, Camera, lane, Rules, Time, NullLogger.Instance));
    }
}
