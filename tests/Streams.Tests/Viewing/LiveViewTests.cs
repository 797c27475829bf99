using System.Text.Json;
using Vedette.Media.Hub;
using Vedette.Media.Mp4;
using Vedette.Media.Units;
using Vedette.Streams.Viewing;
using Vedette.Support;
using Xunit;

namespace Vedette.Streams.Tests.Viewing;

public sealed class LiveViewTests
{
    [Fact]
    public async Task The_first_picture_is_the_key_picture_that_is_cached_and_the_rest_of_its_group_follows()
    {
        var camera = new ScriptedCamera();
        camera.SendGroup(30);
        camera.SendGroup(150);
        await using var watched = new Watched(camera);
        using var viewer = watched.Join();

        var file = new MemoryStream();
        Assert.Equal("init", (await viewer.NextAsync()).TypeOf());
        (await viewer.NextAsync()).Write(file);
        for (var pictures = 0; pictures < 150;)
        {
            var message = await viewer.NextAsync();
            message.Write(file);
            pictures += message.Fragment is null ? 0 : 1;
            message.Fragment?.Release();
        }

        file.Position = 0;
        var fragments = new SegmentReader(file).ReadFragments();
        Assert.Equal(150, fragments.Count);
        Assert.True(fragments[0].Runs[0].Samples[0].IsKey);
        Assert.Equal(0, fragments[0].Runs[0].Samples[0].DecodeTicks);
        Assert.All(fragments.Skip(1), fragment => Assert.False(fragment.Runs[0].Samples[0].IsKey));
    }

    [Fact]
    public async Task Three_viewers_share_one_muxing()
    {
        var camera = new ScriptedCamera();
        camera.SendGroup(10);
        await using var watched = new Watched(camera);
        using var one = watched.Join();
        var first = await one.NextAsync(message => message.Fragment is not null);
        using var two = watched.Join();
        using var three = watched.Join();

        var (second, third) = (await two.NextAsync(message => message.Fragment is not null), await three.NextAsync(message => message.Fragment is not null));

        Assert.Same(first.Fragment, second.Fragment);
        Assert.Same(first.Fragment, third.Fragment);
        new[] { first, second, third }.Release();
    }

    [Fact]
    public async Task Who_joins_later_starts_with_the_newest_group_of_pictures()
    {
        var camera = new ScriptedCamera();
        camera.SendGroup(10);
        await using var watched = new Watched(camera);
        using var one = watched.Join();
        for (var pictures = 0; pictures < 17; pictures++)
        {
            if (pictures == 10)
            {
                camera.SendGroup(7);
            }

            (await one.NextAsync(message => message.Fragment is not null)).Fragment!.Release();
        }

        using var late = watched.Join();
        var messages = await late.TakeAllAsync();

        Assert.Equal("init", messages[0].TypeOf());
        Assert.NotNull(messages[1].Start);
        Assert.Equal("clock", messages[2].TypeOf());
        Assert.Equal(7, messages.Skip(3).Count(message => message.Fragment is not null));
        Assert.True(messages[3].Fragment!.StartsWithKey);
        messages.Release();
    }

    [Theory]
    [InlineData(Codec.Aac, Codec.Aac, "mp4a.40.2")]
    [InlineData(Codec.PcmMu, Codec.Flac, "flac")]
    [InlineData(Codec.PcmA, Codec.Flac, "flac")]
    public async Task Sound_is_shown_as_browsers_play_it(Codec sent, Codec shown, string name)
    {
        var before = AccessUnit.Outstanding;
        var camera = new ScriptedCamera(ScriptedCamera.Sound(sent));
        await using (var watched = new Watched(camera))
        {
            using var viewer = watched.Join();
            for (var picture = 0; picture < 10; picture++)
            {
                camera.SendPicture(isKey: picture == 0);
                camera.SendSound();
            }

            var init = (await viewer.NextAsync()).Json();
            var start = (await viewer.NextAsync()).Start!;
            var sound = await viewer.NextAsync(message => message.Fragment is { HasPicture: false });
            sound.Fragment!.Release();

            Assert.EndsWith($",{name}\"", init.GetProperty("mime").GetString(), StringComparison.Ordinal);
            Assert.Equal(shown, start.Format.Audio!.Codec);
        }

        camera.Feed.Hub.Clear();
        Assert.Equal(before, AccessUnit.Outstanding);
    }

    [Fact]
    public async Task The_clock_is_told_before_each_key_picture_and_twice_a_second()
    {
        var camera = new ScriptedCamera();
        await using var watched = new Watched(camera);
        using var viewer = watched.Join();
        var clocks = new List<(double MediaTime, DateTimeOffset WallTime)>();
        camera.SendPicture(isKey: true);
        for (var pictures = 1; pictures <= 52;)
        {
            var message = await viewer.NextAsync();
            if (message.Fragment is { } fragment)
            {
                fragment.Release();
                camera.SendPicture(isKey: pictures++ == 50);
            }

            if (message.Says("clock"))
            {
                clocks.Add((message.Json().GetProperty("mediaTime").GetDouble(), message.Json().GetProperty("wallTime").GetDateTimeOffset()));
                Assert.Equal(JsonValueKind.Null, message.Json().GetProperty("cameraDelay").ValueKind);
            }
        }

        Assert.Equal([0, 0.52, 1.04, 1.56, 2], clocks.Select(clock => Math.Round(clock.MediaTime, 3)));
        Assert.All(clocks, clock => Assert.Equal(clocks[0].WallTime.AddSeconds(clock.MediaTime), clock.WallTime));
    }

    [Fact]
    public async Task Other_parameters_begin_with_a_new_init_section_and_so_does_a_new_run()
    {
        var camera = new ScriptedCamera();
        camera.SendGroup(3);
        await using var watched = new Watched(camera);
        using var viewer = watched.Join();
        Assert.Equal(1280, (await viewer.NextAsync(message => message.Says("init"))).Json().GetProperty("width").GetInt32());

        camera.Resize(640);
        camera.SendGroup(3);
        Assert.Equal(640, (await viewer.NextAsync(message => message.Says("init"))).Json().GetProperty("width").GetInt32());

        camera.BeginRun();
        camera.SendGroup(3);
        _ = await viewer.NextAsync(message => message.Says("init"));
        Assert.NotNull((await viewer.NextAsync()).Start);
        var first = await viewer.NextAsync(message => message.Fragment is not null);
        Assert.True(first.Fragment!.StartsWithKey);
        Assert.Equal(TimeSpan.Zero, first.Fragment.MediaStart);
        first.Fragment.Release();
    }

    [Fact]
    public async Task A_loss_is_told_once_for_each_cause_and_to_who_joins()
    {
        // The camera's clock and ours agree, so that a loss does not make what came before it old.
        var camera = new ScriptedCamera(time: new ManualTime(new DateTimeOffset(2026, 3, 29, 0, 59, 50, TimeSpan.Zero)));
        camera.SendGroup(3);
        await using var watched = new Watched(camera);
        using var viewer = watched.Join();
        _ = await viewer.NextAsync(message => message.Says("init"));

        camera.Feed.TurnSilent(FeedBreakCause.Closed, "The camera closed the connection.");
        camera.Feed.TurnSilent(FeedBreakCause.Unreachable, "No answer.");
        camera.Feed.TurnSilent(FeedBreakCause.Unreachable, "No answer.");
        Assert.Equal("closed", (await viewer.NextAsync(message => message.Says("state"))).Json().GetProperty("cause").GetString());
        Assert.Equal("unreachable", (await viewer.NextAsync(message => message.Says("state"))).Json().GetProperty("cause").GetString());
        using var late = watched.Join();
        Assert.Equal("unreachable", (await late.NextAsync()).Json().GetProperty("cause").GetString());
        camera.BeginRun();
        camera.SendGroup(1);

        Assert.Equal("init", (await viewer.NextAsync()).TypeOf());
        Assert.Equal("init", (await late.NextAsync()).TypeOf());
    }

    [Fact]
    public async Task What_is_kept_for_who_joins_is_bounded_when_a_camera_sends_no_key_pictures()
    {
        var before = AccessUnit.Outstanding;
        const int Megabyte = 1 << 20;
        var camera = new ScriptedCamera(pictureBytes: Megabyte);
        await using (var watched = new Watched(camera))
        {
            using var viewer = watched.Join();
            camera.SendPicture(isKey: true);
            for (var picture = 0; picture < 60; picture++)
            {
                (await viewer.NextAsync(message => message.Fragment is not null)).Fragment!.Release();
                camera.SendPicture(isKey: false);
            }

            (await viewer.NextAsync(message => message.Fragment is not null)).Fragment!.Release();
            Assert.InRange(AccessUnit.Outstanding - before, 0, (LiveView.MostGroupBytes / Megabyte) + 16 + 2);

            using var late = watched.Join();
            camera.SendPicture(isKey: true);
            var first = await late.NextAsync(message => message.Fragment is not null);
            Assert.True(first.Fragment!.StartsWithKey);
            first.Fragment.Release();
        }

        camera.Feed.Hub.Clear();
        Assert.Equal(before, AccessUnit.Outstanding);
    }

    [Fact]
    public async Task Viewers_of_a_camera_that_is_switched_off_are_told_so_and_so_is_who_comes_too_late()
    {
        var camera = new ScriptedCamera();
        await using var watched = new Watched(camera);
        using var viewer = watched.Join();

        camera.Feed.Hub.End();
        await watched.Ended;

        using var late = watched.Join();
        Assert.Null(await viewer.TakeAsync(CancellationToken.None));
        Assert.Null(await late.TakeAsync(CancellationToken.None));
        Assert.Equal(Farewell.SwitchedOff, viewer.Farewell);
        Assert.Equal(Farewell.SwitchedOff, late.Farewell);
    }

    [Fact]
    public async Task No_lease_is_left_when_the_view_has_ended()
    {
        var before = AccessUnit.Outstanding;
        var camera = new ScriptedCamera(ScriptedCamera.Sound(Codec.PcmMu));
        await using (var watched = new Watched(camera))
        {
            using var viewer = watched.Join();
            for (var group = 0; group < 5; group++)
            {
                camera.SendGroup(20);
                camera.SendSound();
            }

            (await viewer.NextAsync(message => message.Fragment is not null)).Fragment!.Release();
        }

        camera.Feed.Hub.Clear();

        Assert.Equal(before, AccessUnit.Outstanding);
    }

    /// <summary>A live view that runs until the test is over.</summary>
    private sealed class Watched : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly LiveView _view;

        public Watched(ScriptedCamera camera)
        {
            _view = new LiveView(camera.Feed);
            Ended = Task.Run(() => _view.RunAsync(_stop.Token));
        }

        public Task Ended { get; }

        public Viewer Join()
        {
            var viewer = new Viewer(TimeProvider.System);
            _view.Join(viewer);
            return viewer;
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await Ended;
            _view.Dispose();
            _stop.Dispose();
        }
    }
}
