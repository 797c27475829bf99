using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Vedette.Simulator;
using Vedette.Simulator.Clips;
using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>The console's way to a new camera: found in the network, signed in to, tried, added.</summary>
public sealed class FindCamerasTests
{
    [Fact]
    public async Task A_camera_is_found_signed_in_to_tried_and_added_with_its_streams_and_its_onvif_service()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions
        {
            Cameras = 2,
            SubStreams = 2,
            Clip = ClipShape.Camera with { Seconds = 2 },
            Authentication = RtspAuthentication.Digest,
            OnvifPort = 0,
            DiscoveryPort = 0,
        });
        var target = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{simulator.DiscoveryPort}");
        await using var console = await LiveConsole.StartAsync(settings: new()
        {
            ["VEDETTE_streams__discoveryTargets__0"] = target,
            ["VEDETTE_streams__discoveryNetworks__0"] = "127.0.0.1",
        });
        var camera = simulator["cam2"];
        var page = console.Page;
        await page.GotoAsync("/cameras");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find cameras" }).First.ClickAsync();
        await Assertions.Expect(page.GetByTestId("found-camera")).ToHaveCountAsync(2);

        await page.GetByTestId("found-camera").Filter(new() { HasText = camera.Title }).ClickAsync();
        await SignInAsync(page, "wrong");
        await Assertions.Expect(page.GetByTestId("onvif-refused")).ToHaveAttributeAsync("data-cause", "wrong-password");
        await SignInAsync(page, "secret");
        var device = page.GetByTestId("onvif-device");
        await Assertions.Expect(device.GetByLabel("Recorded stream").Locator("option:checked")).ToContainTextAsync("1280");
        await Assertions.Expect(device.GetByLabel("Stream for walls and detection").Locator("option:checked")).ToContainTextAsync("640");
        await device.GetByTestId("onvif-next").ClickAsync();

        var form = page.GetByRole(AriaRole.Form, new() { Name = "Add a camera" });
        await form.GetByTestId("probe").ClickAsync();
        await Assertions.Expect(form.GetByTestId("probe-result")).ToHaveAttributeAsync("data-ok", "true");
        await form.GetByLabel("Name", new() { Exact = true }).FillAsync("By the gate");
        await form.GetByLabel("Room", new() { Exact = true }).SelectOptionAsync("Yard");
        await form.GetByRole(AriaRole.Button, new() { Name = "Add camera" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("camera-row")).ToHaveCountAsync(1);

        var added = Assert.Single(await console.Vedette.GetAllAsync("/api/inventory/devices"));
        var source = added.GetProperty("source");
        Assert.Equal("By the gate", added.GetProperty("name").GetString());
        Assert.Equal(
            (camera.Url.ToString(), camera.Sub!.Url.ToString(), camera.Onvif!.Url.ToString(), "admin", true),
            (Text(source, "url"), Text(source, "subUrl"), Text(source.GetProperty("onvif"), "url"), Text(source, "username"), source.GetProperty("hasPassword").GetBoolean()));
        await console.Vedette.WaitUntilRecordingAsync(added.GetProperty("id").GetGuid());
    }

    private static async Task SignInAsync(IPage page, string password)
    {
        var form = page.GetByRole(AriaRole.Form, new() { Name = "Sign in to the camera" });
        await form.GetByLabel("Camera user name").FillAsync("admin");
        await form.GetByLabel("Camera password", new() { Exact = true }).FillAsync(password);
        await form.GetByRole(AriaRole.Button, new() { Name = "Sign in to the camera" }).ClickAsync();
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
