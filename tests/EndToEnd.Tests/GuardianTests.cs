using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Vedette.Simulator;
using Vedette.Simulator.Things;
using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>
/// An administrator makes somebody the guardian of one room, in the browser; the guardian sees that room and no other; the grant is
/// taken, and what is open closes.
/// </summary>
public sealed class GuardianTests
{
    private const string GuardsPassword = "the-night-is-long";

    [Fact]
    [Trait("Req", "R-11")]
    [Trait("Req", "R-13")]
    [Trait("Req", "R-17")]
    [Trait("Req", "R-29")]
    [Trait("Req", "R-52")]
    public async Task A_guardian_of_one_room_sees_that_room_until_the_grant_is_taken()
    {
        Assert.SkipWhen(ConsoleBrowser.BuiltConsole is null, "The web console has not been built (web/dist).");
        await using var simulator = await CameraSimulator.StartAsync(
            new SimulatorOptions { Cameras = 2, Things = new ThingOptions { Things = 2 } }, TestContext.Current.CancellationToken);
        await using var vedette = await VedetteProcess.StartAsync(
            Workplace.Temporary("guardian"),
            ["--web", ConsoleBrowser.BuiltConsole],
            new Dictionary<string, string> { ["VEDETTE_network__allowLoopback"] = "true" });
        var house = await FurnishAsync(vedette, simulator);
        await using var browser = await ConsoleBrowser.LaunchAsync();

        var administrator = await browser.OpenAsync(vedette);
        await ConsoleBrowser.SignInAsync(administrator);
        await MakeGuardianAsync(administrator, "Vault");

        using var guard = await SignInAsync(vedette);
        await SeesOneRoomAsync(vedette, guard, house);
        await PlaysAndExportsOneCameraAsync(vedette, guard, house);

        var guardian = await browser.OpenAsync(vedette);
        await SignInAsync(guardian);
        await guardian.GotoAsync($"/cameras/{house.Vault.Camera}");
        await ConsoleBrowser.WaitUntilMovingAsync(guardian.GetByTestId("live-stage").GetByTestId("live-video"));
        await TakeGrantAsync(administrator);

        // The administrator's click, the event and the closing of the socket: the picture is gone, in words.
        await guardian.GetByTestId("live-overlay").GetByText("No longer open to you").WaitForAsync(new() { Timeout = 2_000 });
        await SeesNothingAsync(guard, house);
        await guardian.GotoAsync("/");
        Assert.Equal(0, await guardian.Locator("[data-camera]").CountAsync());
    }

    private static async Task<House> FurnishAsync(VedetteProcess vedette, CameraSimulator simulator)
    {
        await vedette.SignInAsync();
        var property = await vedette.CreateAsync("/api/inventory/properties", new { name = "Bank", address = "Main Street 1", timeZone = "Europe/Madrid" });
        var vault = await RoomAsync("Vault", 0);
        var hall = await RoomAsync("Hall", 1);
        await vedette.WaitUntilRecordingAsync(vault.Camera, hall.Camera);
        return new House(vault, hall);

        async Task<Furnished> RoomAsync(string name, int number)
        {
            var room = await vedette.CreateAsync("/api/inventory/rooms", new { propertyId = property, name });
            var camera = await vedette.AddCameraAsync(room, $"{name} camera", simulator.Cameras[number].Url.ToString());
            var thing = await vedette.CreateAsync(
                "/api/inventory/devices",
                new { name = $"{name} thing", roomId = room, kind = "thing", source = new { url = simulator.Things!.Things[number].Url.ToString() } });
            return new Furnished(room, camera, thing);
        }
    }

    private static async Task MakeGuardianAsync(IPage page, string room)
    {
        await page.GotoAsync("/users");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add user" }).ClickAsync();
        var form = page.GetByRole(AriaRole.Form, new() { Name = "Add user" });
        await form.GetByLabel("User name").FillAsync("night.guard");
        await form.GetByLabel("First password").FillAsync(GuardsPassword);
        await form.GetByLabel("Password again").FillAsync(GuardsPassword);
        await form.Locator("button[type=submit]").ClickAsync();

        await page.WaitForURLAsync("**/users/*");
        await page.GetByRole(AriaRole.Button, new() { Name = "Give a grant" }).ClickAsync();
        var grant = page.GetByRole(AriaRole.Form, new() { Name = "Give night.guard a grant" });
        await grant.GetByRole(AriaRole.Radio, new() { Name = room, Exact = true }).CheckAsync();
        foreach (var right in (string[])["live", "playback", "export"])
        {
            await grant.Locator($"input[type=checkbox][value={right}]").CheckAsync();
        }

        await grant.Locator("button[type=submit]").ClickAsync();
        await page.GetByTestId("grant").WaitForAsync();
    }

    private static async Task TakeGrantAsync(IPage administrator)
    {
        await administrator.GetByTestId("grant").GetByRole(AriaRole.Button, new() { NameString = "Take away" }).ClickAsync();
        var sure = administrator.GetByRole(AriaRole.Dialog);
        await sure.GetByRole(AriaRole.Button, new() { NameString = "Take away" }).ClickAsync();
    }

    private static async Task SignInAsync(IPage page)
    {
        await page.GotoAsync("/");
        await page.Locator("input[autocomplete=username]").FillAsync("night.guard");
        await page.Locator("input[autocomplete=current-password]").FillAsync(GuardsPassword);
        await page.Locator("form button[type=submit]").ClickAsync();
        await page.GetByRole(AriaRole.Navigation).First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    private static async Task<HttpClient> SignInAsync(VedetteProcess vedette)
    {
        var http = new HttpClient { BaseAddress = vedette.Http.BaseAddress, Timeout = TimeSpan.FromSeconds(60) };
        using var reply = await http.PostAsJsonAsync("/api/identity/token", new { username = "night.guard", password = GuardsPassword });
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        var tokens = await reply.Content.ReadFromJsonAsync<JsonElement>();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.GetProperty("accessToken").GetString());
        return http;
    }

    private static async Task SeesOneRoomAsync(VedetteProcess vedette, HttpClient guard, House house)
    {
        Assert.Equal([house.Vault.Room.ToString()], await IdsAsync(guard, "/api/inventory/rooms"));
        Assert.Equal(
            ((Guid[])[house.Vault.Camera, house.Vault.Thing]).Select(id => id.ToString()).Order(),
            (await IdsAsync(guard, "/api/inventory/devices")).Order());
        Assert.Equal([house.Vault.Camera.ToString()], await IdsAsync(guard, "/api/streams/cameras"));
        Assert.Equal([house.Vault.Camera.ToString()], await IdsAsync(guard, "/api/recording/cameras"));
        Assert.Equal([house.Vault.Thing.ToString()], await IdsAsync(guard, "/api/sensing/things", "deviceId"));
        foreach (var foreign in Paths(house.Hall))
        {
            Assert.Equal((foreign, HttpStatusCode.NotFound), (foreign, await StatusAsync(guard, foreign)));
        }

        foreach (var own in Paths(house.Vault))
        {
            Assert.Equal((own, await StatusAsync(vedette.Http, own)), (own, await StatusAsync(guard, own)));
        }
    }

    private static async Task PlaysAndExportsOneCameraAsync(VedetteProcess vedette, HttpClient guard, House house)
    {
        await Task.Delay(TimeSpan.FromSeconds(6));
        var to = DateTimeOffset.UtcNow.AddSeconds(-2);
        var (from, until) = (VedetteProcess.Instant(to.AddSeconds(-4)), VedetteProcess.Instant(to));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(guard, $"/api/recording/cameras/{house.Vault.Camera}/timeline?from={from}&to={until}"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(guard, $"/api/recording/cameras/{house.Vault.Camera}/export.mp4?from={from}&to={until}"));
        using var own = await guard.PostAsJsonAsync("/api/recording/exports", new { cameraIds = new[] { house.Vault.Camera }, from, to = until, reason = "Shift report" });
        Assert.Equal(HttpStatusCode.Created, own.StatusCode);
        using var both = await guard.PostAsJsonAsync("/api/recording/exports", new { cameraIds = new[] { house.Vault.Camera, house.Hall.Camera }, from, to = until, reason = "More" });
        Assert.True(both.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest or HttpStatusCode.Forbidden, $"{both.StatusCode}");
        _ = await vedette.CreateAsync("/api/recording/exports", new { cameraIds = new[] { house.Hall.Camera }, from, to = until, reason = "The administrator's" });
        Assert.Single(await IdsAsync(guard, "/api/recording/exports"));
    }

    private static async Task SeesNothingAsync(HttpClient guard, House house)
    {
        Assert.Empty(await IdsAsync(guard, "/api/inventory/devices"));
        Assert.Empty(await IdsAsync(guard, "/api/inventory/rooms"));
        foreach (var taken in Paths(house.Vault))
        {
            Assert.True(await StatusAsync(guard, taken) is HttpStatusCode.NotFound or HttpStatusCode.Forbidden, taken);
        }
    }

    private static IEnumerable<string> Paths(Furnished room) =>
    [
        $"/api/inventory/rooms/{room.Room}",
        $"/api/inventory/devices/{room.Camera}",
        $"/api/inventory/devices/{room.Thing}",
        $"/api/streams/cameras/{room.Camera}",
        $"/api/streams/cameras/{room.Camera}/still.jpg",
        $"/api/streams/cameras/{room.Camera}/live",
        $"/api/recording/cameras/{room.Camera}",
        $"/api/recording/cameras/{room.Camera}/export.mp4?from=2026-01-01T00:00:00Z&to=2026-01-01T00:00:01Z",
        $"/api/recording/cameras/{room.Camera}/coverage?from=2026-01-01&to=2026-01-01&timeZone=UTC",
        $"/api/sensing/things/{room.Thing}",
        $"/api/sensing/things/{room.Thing}/live",
    ];

    private static async Task<List<string?>> IdsAsync(HttpClient http, string path, string name = "id") =>
        [.. (await http.GetFromJsonAsync<JsonElement>(path)).GetProperty("items").EnumerateArray().Select(item => item.GetProperty(name).GetString())];

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var reply = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        return reply.StatusCode;
    }

    private sealed record Furnished(Guid Room, Guid Camera, Guid Thing);

    private sealed record House(Furnished Vault, Furnished Hall);
}
