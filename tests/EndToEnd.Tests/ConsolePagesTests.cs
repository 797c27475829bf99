using System.Net.Http.Json;
using Microsoft.Playwright;
using Vedette.Simulator;
using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>Every page of the console, on a desk and on a phone, by day and by night. VEDETTE_SCREENSHOTS keeps pictures of them.</summary>
public sealed class ConsolePagesTests
{
    private static readonly (string Name, int Width, int Height, ColorScheme Scheme, string Language)[] Looks =
    [
        ("desktop-light", 1440, 900, ColorScheme.Light, "en-GB"),
        ("desktop-dark", 1440, 900, ColorScheme.Dark, "es-ES"),
        ("phone-light", 390, 844, ColorScheme.Light, "es-ES"),
        ("phone-dark", 390, 844, ColorScheme.Dark, "en-GB"),
    ];

    [Fact]
    public async Task Every_page_opens_without_an_error_on_desk_and_phone_by_day_and_by_night()
    {
        Assert.SkipWhen(ConsoleBrowser.BuiltConsole is null, "The web console has not been built (web/dist).");
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Cameras = 4, Authentication = RtspAuthentication.Digest });
        await using var vedette = await VedetteProcess.StartAsync(Workplace.Temporary("pages"), ["--web", ConsoleBrowser.BuiltConsole]);
        var camera = await FurnishAsync(vedette, simulator);
        await using var browser = await ConsoleBrowser.LaunchAsync();
        List<string> errors = [];
        foreach (var look in Looks)
        {
            var page = await browser.OpenAsync(vedette, look.Width, look.Height, look.Scheme, look.Language);
            page.PageError += (_, error) => errors.Add($"{look.Name} {page.Url}: {error}");
            page.Console += (_, message) =>
            {
                if (message.Type == "error")
                {
                    errors.Add($"{look.Name} {page.Url}: {message.Text}");
                }
            };
            await VisitAsync(page, look.Name, camera);
            await page.Context.CloseAsync();
        }

        Assert.Empty(errors);
    }

    private static async Task VisitAsync(IPage page, string look, Guid camera)
    {
        await page.GotoAsync("/");
        await page.Locator("form").WaitForAsync();
        await KeepAsync(page, "sign-in", look);
        await ConsoleBrowser.SignInAsync(page);
        await ConsoleBrowser.WaitUntilMovingAsync(page.Locator($"[data-camera='{camera}']").GetByTestId("live-video"));
        await KeepAsync(page, "wall", look);

        await page.GotoAsync($"/cameras/{camera}");
        await ConsoleBrowser.WaitUntilMovingAsync(page.GetByTestId("live-stage").GetByTestId("live-video"));
        await KeepAsync(page, "camera-live", look);
        await page.GetByTestId("timeline").FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await ConsoleBrowser.WaitUntilMovingAsync(page.GetByTestId("playback-video"));
        await KeepAsync(page, "camera-playback", look);

        foreach (var name in new[] { "cameras", "exports", "places", "settings", "storage", "storage/retention", "storage/coverage", "storage/holds", "storage/archive", "exports/clips", "exports/evidence", "audit", "account", "users", "users/grants", "devices" })
        {
            await page.GotoAsync("/" + name);
            await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
            await page.WaitForTimeoutAsync(1_000);
            await KeepAsync(page, name, look);
        }
    }

    private static async Task KeepAsync(IPage page, string name, string look)
    {
        if (Workplace.Setting("VEDETTE_SCREENSHOTS", 0) == 0)
        {
            return;
        }

        var folder = Directory.CreateDirectory(Path.Combine(Workplace.Repository, "artifacts", "screenshots"));
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder.FullName, $"{name.Replace('/', '-')}-{look}.png") });
    }

    /// <summary>Something on every page of what is kept: an archive, a hold, a clip, an event.</summary>
    private static async Task KeepAsync(VedetteProcess vedette, Guid camera, DateTimeOffset now)
    {
        var (from, to) = (VedetteProcess.Instant(now.AddSeconds(-25)), VedetteProcess.Instant(now.AddSeconds(-5)));
        using var archive = await vedette.Http.PutAsJsonAsync(
            "/api/recording/archive/settings", new { kind = "folder", path = Directory.CreateDirectory(Path.Combine(vedette.DataDirectory, "offsite")).FullName });
        Assert.True(archive.IsSuccessStatusCode, await archive.Content.ReadAsStringAsync());
        _ = await vedette.CreateAsync("/api/recording/holds", new { cameraIds = new[] { camera }, from, to, reason = "Police report 17" });
        _ = await vedette.CreateAsync("/api/recording/events", new { cameraId = camera, at = from, @class = "incident", reason = "Door forced" });
        var clip = await vedette.CreateAsync("/api/recording/clips", new { cameraIds = new[] { camera }, from, to, reason = "For the insurer" });
        await vedette.WaitUntilAsync("the clip is ready", async () =>
            (await vedette.GetAsync($"/api/recording/clips/{clip}")).GetProperty("state").GetString() == "ready");
    }

    /// <summary>A guardian of a room, and an owner.</summary>
    private static async Task PeopleAsync(VedetteProcess vedette, Guid property, Guid room)
    {
        var guard = await vedette.CreateAsync("/api/identity/users", new { username = "night.guard", password = VedetteProcess.Password, roles = new[] { "guardian" } });
        using var grant = await vedette.Http.PostAsJsonAsync(
            $"/api/identity/users/{guard}/grants",
            new { items = new[] { new { scope = "room", placeId = room, rights = new[] { "live", "playback" }, until = VedetteProcess.Instant(DateTimeOffset.UtcNow.AddHours(8)) } } });
        Assert.True(grant.IsSuccessStatusCode, await grant.Content.ReadAsStringAsync());
        var owner = await vedette.CreateAsync("/api/identity/users", new { username = "ana", email = "ana@example.org", password = VedetteProcess.Password, roles = new[] { "owner" } });
        await vedette.WaitUntilAsync("the inventory has heard of the owner", async () =>
        {
            using var owned = await vedette.Http.PatchAsJsonAsync($"/api/inventory/properties/{property}", new { ownerId = owner });
            return owned.IsSuccessStatusCode;
        });
    }

    /// <summary>Four cameras in two rooms, one of them with a wrong password and one switched off; a gap; and an export.</summary>
    private static async Task<Guid> FurnishAsync(VedetteProcess vedette, CameraSimulator simulator)
    {
        await vedette.SignInAsync();
        var property = await vedette.CreateAsync("/api/inventory/properties", new { name = "Harbour shop", address = "Harbour Road 1", timeZone = "Europe/Madrid" });
        var outside = await vedette.CreateAsync("/api/inventory/rooms", new { propertyId = property, name = "Outside" });
        var inside = await vedette.CreateAsync("/api/inventory/rooms", new { propertyId = property, name = "Inside" });
        string Url(int camera) => simulator.Cameras[camera].Url.ToString();
        var yard = await vedette.AddCameraAsync(outside, "Yard", Url(0), "admin", "secret");
        var entrance = await vedette.AddCameraAsync(outside, "Entrance", Url(1), "admin", "secret");
        var cold = await vedette.AddCameraAsync(inside, "Cold store", Url(2), "admin", "secret");
        await vedette.AddCameraAsync(outside, "Car park", Url(3), "admin", "not-the-password");
        await vedette.WaitUntilRecordingAsync(yard, entrance, cold);

        await Task.Delay(TimeSpan.FromSeconds(12));
        simulator.Cameras[0].Behave(BehaviourKind.Drop, TimeSpan.FromSeconds(4));
        await Task.Delay(TimeSpan.FromSeconds(18));
        await vedette.WaitUntilRecordingAsync(yard, entrance, cold);
        var now = DateTimeOffset.UtcNow;
        var export = await vedette.CreateAsync(
            "/api/recording/exports",
            new { cameraIds = new[] { yard, entrance }, from = VedetteProcess.Instant(now.AddSeconds(-25)), to = VedetteProcess.Instant(now.AddSeconds(-5)), reason = "Delivery at the gate" });
        await KeepAsync(vedette, yard, now);
        await PeopleAsync(vedette, property, outside);
        await vedette.WaitUntilAsync("the export is ready", async () =>
            (await vedette.GetAsync($"/api/recording/exports/{export}")).GetProperty("state").GetString() == "ready");
        return yard;
    }
}
