using System.Buffers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Contracts.Recording;
using Vedette.Contracts.Streams;
using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Media.Mp4;
using Vedette.Media.Tests.Mp4;
using Vedette.Media.Units;
using Vedette.Platform.Access;
using Vedette.Platform.Hosting;
using Vedette.Platform.Storage;
using Vedette.Recording.Footage;
using Vedette.Recording.Roster;
using Vedette.Recording.Storage;
using Vedette.Recording.Writing;
using Vedette.Support;
using Xunit;

namespace Vedette.Recording.Tests.Playback;

/// <summary>The module over real files of real pictures, recorded an hour ago, with the database of the test's choice.</summary>
internal sealed class FootageRig : IAsyncDisposable
{
    private readonly ModuleHost _host;
    private readonly TemporaryFolder? _kept;
    private readonly Dictionary<CameraId, (long Sequence, byte[] Chain)> _heads = [];

    private FootageRig(ModuleHost host, TemporaryFolder? kept)
    {
        (_host, _kept) = (host, kept);
        Http = host.Client();
    }

    /// <summary>When the footage of all tests starts: a whole second in the past.</summary>
    public static DateTimeOffset Start { get; } = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 3600);

    public CameraId Camera { get; } = CameraId.New();

    public HttpClient Http { get; }

    public ModuleHost Host => _host;

    public static async Task<FootageRig> StartAsync(
        Dialect dialect = Dialect.Sqlite, Action<IServiceCollection>? prepare = null, string? data = null, TimeProvider? time = null)
    {
        var host = await ModuleHost.StartAsync(
            [ModuleEntry.Of<RecordingModule>()],
            dialect,
            time ?? new TimeWithoutRounds(),
            options => data is null ? options : options with { DataDirectory = data },
            services =>
            {
                services.AddSingleton<IStreamDirectory>(new NoStreams());
                prepare?.Invoke(services);
            });
        var rig = new FootageRig(host, null);
        await rig.AddCameraAsync(rig.Camera, "Front door");
        return rig;
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public HttpClient As(Caller caller) => _host.Client(caller);

    public HttpClient As(params string[] roles) => _host.Client(new Caller(UserId.New(), "somebody", roles));

    public Task AddCameraAsync(CameraId camera, string name, Place? place = null, long version = 1) => Get<CameraRoster>().TakeAsync(
        [new RosterCamera { Id = camera, Name = name, Wanted = false, Place = place, Version = version, ChangedAt = Start, ChangedBy = "system" }],
        TestContext.Current.CancellationToken);

    /// <summary>Records a clip: a segment for each group of pictures, as the recorder writes them.</summary>
    /// <returns>The segments.</returns>
    public async Task<IReadOnlyList<Segment>> RecordAsync(TestClip clip, TimeSpan after, CameraId? camera = null, bool leaveLastOpen = false)
    {
        var run = new Run(Guid.CreateVersion7(), Start + after);
        var segments = new List<Segment>();
        var group = new List<ClipUnit>();
        foreach (var unit in clip.Units.Append(null))
        {
            if (unit is null || (unit.Track == StreamFormat.VideoTrack && unit.IsKey && group.Count > 0))
            {
                segments.Add(Write(clip, run, group, camera ?? Camera));
                group.Clear();
            }

            if (unit is not null)
            {
                group.Add(unit);
            }
        }

        var complete = leaveLastOpen ? segments.SkipLast(1) : segments;
        await Get<IndexStore>().WriteAsync([.. complete.Select(segment => new Fact.Recorded(segment))], TestContext.Current.CancellationToken);
        if (leaveLastOpen)
        {
            Get<LiveFootage>().Set(Camera, new FootageState { Open = segments[^1] with { Sha256 = [], ChainHash = [] } });
        }

        return segments;
    }

    public async Task<Guid> AddGapAsync(TimeSpan start, TimeSpan? end, GapCause cause)
    {
        var gap = new Gap
        {
            Id = Guid.CreateVersion7(),
            CameraId = Camera,
            Start = Start + start,
            End = Start + end,
            Cause = cause,
            Detail = "It is gone.",
        };
        await Get<IndexStore>().WriteAsync([new Fact.Missing(gap)], TestContext.Current.CancellationToken);
        return gap.Id;
    }

    public string Path(string what, TimeSpan? from = null, TimeSpan? to = null, CameraId? camera = null)
    {
        var query = new List<string>();
        if (from is { } start)
        {
            query.Add($"from={Text(Start + start)}");
        }

        if (to is { } end)
        {
            query.Add($"to={Text(Start + end)}");
        }

        return $"/api/recording/cameras/{camera ?? Camera}/{what}{(query.Count > 0 ? "?" : "")}{string.Join('&', query)}";
    }

    public static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);

    public static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    public async Task<JsonElement> GetAsync(string path) =>
        await Http.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);

    /// <summary>Asserts a refusal and returns its problem details.</summary>
    public static async Task<JsonElement> RefusedAsync(HttpResponseMessage response, int status, string code)
    {
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        return problem;
    }

    /// <summary>Saves a download so that ffmpeg can judge it.</summary>
    public async Task<string> SaveAsync(HttpResponseMessage response, string name)
    {
        response.EnsureSuccessStatusCode();
        var path = System.IO.Path.Combine(_host.DataDirectory, name);
        await using var file = File.Create(path);
        await response.Content.CopyToAsync(file, TestContext.Current.CancellationToken);
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.DisposeAsync();
        _kept?.Dispose();
    }

    private Segment Write(TestClip clip, Run run, List<ClipUnit> group, CameraId camera)
    {
        var volume = Get<VolumeSet>().All[0];
        var runTicks = group[0].DecodeTicks;
        var start = run.StartedAt + MediaTime.ToTimeSpan(runTicks + group[0].CompositionTicks, clip.Format.Video.ClockRate);
        var (last, chain) = _heads.TryGetValue(camera, out var head) ? head : (0, null);
        var name = new SegmentName(camera, start, last + 1);
        var path = System.IO.Path.Combine(volume.Root, name.Path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        using var builder = new FragmentBuilder(clip.Format);
        builder.Begin(runTicks);
        foreach (var unit in group)
        {
            var leased = clip.Lease(unit, run);
            builder.Add(leased);
            leased.Release();
        }

        var init = new ArrayBufferWriter<byte>();
        InitSection.Write(init, clip.Format, new SegmentIdentity(camera.Value, run.Id, name.Sequence, start, chain) { RunTicks = runTicks });
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite);
        RandomAccess.Write(file, init.WrittenSpan, 0);
        using (var fragment = builder.Finish()!)
        {
            RandomAccess.Write(file, fragment.Parts, init.WrittenCount);
        }

        var segment = SegmentFacts.Read(volume, name, file)!;
        _heads[camera] = (segment.Sequence, segment.ChainHash);
        return segment;
    }

    /// <summary>The real time, but nothing periodic happens: no recorder notes that the test's camera is switched off.</summary>
    private sealed class TimeWithoutRounds : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            period > TimeSpan.Zero ? new Never() : base.CreateTimer(callback, state, dueTime, period);

        private sealed class Never : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }

    private sealed class NoStreams : IStreamDirectory
    {
        public async ValueTask<StreamCursor> OpenAsync(CameraId camera, StreamRole role, CancellationToken cancellation)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            throw new InvalidOperationException("There are no streams in this test.");
        }
    }
}
