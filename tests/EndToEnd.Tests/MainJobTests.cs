using System.Globalization;
using Microsoft.Playwright;
using Vedette.Simulator;
using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>The main job, as a person does it: watch live, go back in time, take the footage away.</summary>
public sealed class MainJobTests
{
    private const int GroupOfPicturesSeconds = 1;

    [Fact]
    public async Task Somebody_signs_in_watches_live_scrubs_back_and_takes_the_footage_away()
    {
        Assert.SkipWhen(ConsoleBrowser.BuiltConsole is null, "The web console has not been built (web/dist).");
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Cameras = 2, Authentication = RtspAuthentication.Digest });
        await using var vedette = await VedetteProcess.StartAsync(Workplace.Temporary("main-job"), ["--web", ConsoleBrowser.BuiltConsole]);
        await vedette.SignInAsync();
        var room = await vedette.AddRoomAsync();
        var yard = await vedette.AddCameraAsync(room, "Yard", simulator["cam1"].Url.ToString(), "admin", "secret");
        var entrance = await vedette.AddCameraAsync(room, "Entrance", simulator["cam2"].Url.ToString(), "admin", "secret");
        await vedette.WaitUntilRecordingAsync(yard, entrance);
        var recordedSince = DateTimeOffset.UtcNow;
        await using var browser = await ConsoleBrowser.LaunchAsync();
        var page = await browser.OpenAsync(vedette);

        await ConsoleBrowser.SignInAsync(page);

        await Assertions.Expect(page.GetByTestId("live-tile")).ToHaveCountAsync(2);
        foreach (var tile in await page.GetByTestId("live-tile").AllAsync())
        {
            var video = tile.GetByTestId("live-video");
            await ConsoleBrowser.WaitUntilMovingAsync(video);
            var first = await video.ScreenshotAsync();
            await ConsoleBrowser.WaitUntilMovingAsync(video);
            Assert.NotEqual(first, await video.ScreenshotAsync());
        }

        // There must be something to go back to.
        await vedette.WaitUntilAsync("half a minute is recorded", () => Task.FromResult(DateTimeOffset.UtcNow > recordedSince.AddSeconds(30)));
        await page.GetByRole(AriaRole.Link, new() { Name = "Open Yard" }).ClickAsync();
        await ConsoleBrowser.WaitUntilMovingAsync(page.GetByTestId("live-stage").GetByTestId("live-video"));

        await page.GetByTestId("timeline").FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("ArrowLeft");

        await ConsoleBrowser.WaitUntilMovingAsync(page.GetByTestId("playback-video"));
        var shown = DateTimeOffset.Parse((await page.GetByTestId("playback-clock").GetAttributeAsync("data-at"))!, CultureInfo.InvariantCulture);
        Assert.InRange(shown, recordedSince.AddSeconds(-2), DateTimeOffset.UtcNow.AddSeconds(-5));

        var file = await ExportAsync(page, recordedSince.AddSeconds(4), recordedSince.AddSeconds(14));

        var probe = await Ffprobe.OfAsync(file);
        await Ffprobe.AssertDecodesAsync(file);
        Assert.Equal("h264", probe.VideoCodec);
        Assert.InRange(probe.VideoSeconds, 10 - GroupOfPicturesSeconds, 10 + GroupOfPicturesSeconds);
        Assert.InRange(probe.Frames, 25 * (10 - GroupOfPicturesSeconds), 25 * (10 + GroupOfPicturesSeconds) + 1);
    }

    [Fact]
    public async Task An_export_asked_for_over_HTTP_is_valid_and_as_long_as_asked_for()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions());
        await using var vedette = await VedetteProcess.StartAsync(Workplace.Temporary("export"));
        await vedette.SignInAsync();
        var camera = await vedette.AddCameraAsync(await vedette.AddRoomAsync(), "Yard", simulator["cam1"].Url.ToString());
        await vedette.WaitUntilRecordingAsync(camera);
        var from = DateTimeOffset.UtcNow.AddSeconds(2);
        var to = from.AddSeconds(12);
        await vedette.WaitUntilAsync("that much is recorded", () => Task.FromResult(DateTimeOffset.UtcNow > to.AddSeconds(2)));

        using var reply = await vedette.Http.GetAsync($"/api/recording/cameras/{camera}/export.mp4?from={VedetteProcess.Instant(from)}&to={VedetteProcess.Instant(to)}");
        var file = Path.Combine(vedette.DataDirectory, "export.mp4");
        await File.WriteAllBytesAsync(file, await reply.Content.ReadAsByteArrayAsync());

        Assert.True(reply.IsSuccessStatusCode);
        Assert.Equal("[]", Assert.Single(reply.Headers.GetValues("Vedette-Gaps")));
        var probe = await Ffprobe.OfAsync(file);
        await Ffprobe.AssertDecodesAsync(file);
        Assert.Equal("h264", probe.VideoCodec);
        Assert.InRange(probe.VideoSeconds, 12 - GroupOfPicturesSeconds, 12 + GroupOfPicturesSeconds);
    }

    /// <summary>Marks the range in the export form, waits for the file and takes it.</summary>
    private static async Task<string> ExportAsync(IPage page, DateTimeOffset from, DateTimeOffset to)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Export", Exact = true }).ClickAsync();
        var panel = page.GetByTestId("export-panel");
        await panel.GetByLabel("Start", new() { Exact = true }).FillAsync(Clock(from));
        await panel.GetByLabel("End", new() { Exact = true }).FillAsync(Clock(to));
        await Assertions.Expect(panel.GetByTestId("export-submit")).ToHaveTextAsync("Export 10 s");
        await panel.GetByTestId("export-submit").ClickAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Exports" }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId("export-download").First.ClickAsync());
        return await download.PathAsync();
    }

    /// <summary>The clock of the camera's property, which is in Madrid.</summary>
    private static string Clock(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById("Europe/Madrid")).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
