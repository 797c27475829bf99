using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Vedette.Simulator;
using Vedette.Simulator.Clips;
using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>Live pictures and sound in Chromium, as the console shows them.</summary>
public sealed partial class LiveTests(ITestOutputHelper output)
{
    private static readonly ClipShape Grid = new() { Width = 640, Height = 360, FrameRate = 15, BitRate = 400_000 };

    [Theory]
    [InlineData(ClipAudio.Aac, "mp4a")]
    [InlineData(ClipAudio.Pcmu, "flac")]
    [InlineData(ClipAudio.Pcma, "flac")]
    public async Task H264_plays_on_the_page_of_its_camera_and_is_heard(ClipAudio audio, string codec)
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Clip = Grid with { Audio = audio } });
        await using var console = await LiveConsole.StartAsync();
        var camera = await console.AddAsync("Yard", simulator["cam1"]);
        var types = console.ListenForTypes();

        var stage = await console.OpenAsync(camera);

        var video = stage.GetByTestId("live-video");
        await ConsoleBrowser.WaitUntilMovingAsync(video);
        await Assertions.Expect(stage).ToHaveAttributeAsync("data-transport", "mse");
        Assert.Contains(codec, Assert.Single(types.Distinct()));
        await stage.HoverAsync();
        await stage.GetByRole(AriaRole.Button, new() { Name = "Unmute" }).ClickAsync();
        Assert.False(await video.EvaluateAsync<bool>("element => element.muted"));
        var heard = await DecodedSoundAsync(video);
        await ConsoleBrowser.WaitUntilMovingAsync(video);
        await ConsoleBrowser.WaitUntilMovingAsync(video);
        var later = await DecodedSoundAsync(video);
        output.WriteLine($"{audio}: {types[0]}, {heard} then {later} bytes of sound decoded");
        Assert.True(later > heard, $"No sound was decoded after {heard} bytes.");
    }

    [Fact]
    public async Task A_tab_that_is_kept_stays_with_the_camera_and_does_not_grow()
    {
        var length = TimeSpan.FromSeconds(Workplace.Setting("VEDETTE_TAB_SECONDS", 20));
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Clip = ClipShape.Camera with { Audio = ClipAudio.Aac } });
        await using var console = await LiveConsole.StartAsync();
        var stage = await console.OpenAsync(await console.AddAsync("Yard", simulator["cam1"]));
        var video = stage.GetByTestId("live-video");
        await ConsoleBrowser.WaitUntilMovingAsync(video);
        await Assertions.Expect(stage).ToHaveAttributeAsync("data-latency-ms", AnyNumber());
        await using var tab = await BrowserTab.OfAsync(console.Page);
        var before = await tab.MeasureAsync();
        var latencies = new List<double>();
        var until = DateTimeOffset.UtcNow + length;

        while (DateTimeOffset.UtcNow < until)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            if (await stage.GetAttributeAsync("data-latency-ms") is { } latency)
            {
                latencies.Add(double.Parse(latency, CultureInfo.InvariantCulture));
            }
        }

        await ConsoleBrowser.WaitUntilMovingAsync(video);
        var after = await tab.MeasureAsync();
        latencies.Sort();
        var (median, worse) = (latencies[latencies.Count / 2], latencies[(int)(latencies.Count * 0.95)]);
        output.WriteLine($"{latencies.Count} samples in {length}: median {median} ms, 95 % {worse} ms behind; {before} -> {after}");
        Assert.True(latencies.Count > length.TotalSeconds / 4, $"Only {latencies.Count} samples in {length}.");
        Assert.InRange(after.HeapBytes, 0, (before.HeapBytes * 3 / 2) + (4 << 20));
        Assert.InRange(after.Nodes, 0, (before.Nodes * 3 / 2) + 200);
        if (length >= TimeSpan.FromMinutes(5))
        {
            Assert.InRange(median, 0, 600);
        }
    }

    [Fact]
    public async Task Sixteen_tiles_of_a_wall_play_at_the_same_time()
    {
        const int Tiles = 16;
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Cameras = Tiles, Clip = Grid });
        await using var console = await LiveConsole.StartAsync(width: 1920, height: 1600);
        for (var i = 1; i <= Tiles; i++)
        {
            _ = await console.AddAsync($"Camera {i:00}", simulator[$"cam{i}"]);
        }

        await console.Page.GotoAsync("/");

        var tiles = console.Page.GetByTestId("live-tile");
        await Assertions.Expect(tiles).ToHaveCountAsync(Tiles);
        await Assertions.Expect(console.Page.Locator("[data-testid=live-tile][data-phase=playing]")).ToHaveCountAsync(Tiles, new() { Timeout = 120_000 });
        foreach (var tile in await tiles.AllAsync())
        {
            if (await tile.GetAttributeAsync("data-transport") != "stills")
            {
                await ConsoleBrowser.WaitUntilMovingAsync(tile.GetByTestId("live-video"));
            }
        }

        var ways = await tiles.EvaluateAllAsync<string[]>("tiles => tiles.map(tile => tile.dataset.transport)");
        output.WriteLine(string.Join(", ", ways.CountBy(way => way).Select(way => $"{way.Value} by {way.Key}")));
        Assert.Contains("mse", ways);
    }

    [Fact]
    public async Task H265_is_shown_by_the_sub_stream_or_else_by_a_transcode_and_the_tile_says_so()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Cameras = 2, SubStreams = 1, Clip = Grid with { Video = ClipVideo.H265 } });
        await using var console = await LiveConsole.StartAsync(settings: new() { ["VEDETTE_streams__transcodes"] = "1" });
        var both = await console.AddAsync("With a sub stream", simulator["cam1"]);
        var alone = await console.AddAsync("Without one", simulator["cam2"]);

        var stage = await console.OpenAsync(both);

        await ConsoleBrowser.WaitUntilMovingAsync(stage.GetByTestId("live-video"));
        await Assertions.Expect(stage).ToHaveAttributeAsync("data-stream", "sub");
        await Assertions.Expect(stage.GetByTestId("way")).ToHaveTextAsync("H.264 · sub stream");
        await Assertions.Expect(stage.GetByTestId("way")).ToHaveAttributeAsync("data-why", "browser");

        stage = await console.OpenAsync(alone);

        await ConsoleBrowser.WaitUntilMovingAsync(stage.GetByTestId("live-video"));
        await Assertions.Expect(stage).ToHaveAttributeAsync("data-stream", "main");
        await Assertions.Expect(stage.GetByTestId("way")).ToHaveTextAsync("Transcoded");
        await Assertions.Expect(stage.GetByTestId("way")).ToHaveAttributeAsync("data-why", "browser");
    }

    [GeneratedRegex(@"^\d")]
    private static partial Regex AnyNumber();

    private static async Task<long> DecodedSoundAsync(ILocator video) => await video.EvaluateAsync<long>("element => element.webkitAudioDecodedByteCount");
}
