using System.Text.Json;
using Microsoft.Playwright;
using Vedette.Simulator;
using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>The whole program with a browser before it, signed in, and cameras to look at.</summary>
internal sealed class LiveConsole : IAsyncDisposable
{
    private readonly ConsoleBrowser _browser;
    private Guid _room;

    private LiveConsole(VedetteProcess vedette, ConsoleBrowser browser, IPage page) => (Vedette, _browser, Page) = (vedette, browser, page);

    public VedetteProcess Vedette { get; }

    public IPage Page { get; }

    public static async Task<LiveConsole> StartAsync(int width = 1440, int height = 900, Dictionary<string, string>? settings = null)
    {
        Assert.SkipWhen(ConsoleBrowser.BuiltConsole is null, "The web console has not been built (web/dist).");
        var browser = await ConsoleBrowser.LaunchAsync();
        var vedette = await VedetteProcess.StartAsync(Workplace.Temporary("live"), ["--web", ConsoleBrowser.BuiltConsole], settings);
        var console = new LiveConsole(vedette, browser, await browser.OpenAsync(vedette, width, height));
        try
        {
            await vedette.SignInAsync();
            console._room = await vedette.AddRoomAsync();
            await ConsoleBrowser.SignInAsync(console.Page);
            return console;
        }
        catch
        {
            await console.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds a camera, with its small stream if it has one, and waits until it is recorded.</summary>
    public async Task<Guid> AddAsync(string name, SimulatedCamera camera)
    {
        var id = await Vedette.AddCameraAsync(_room, name, camera.Url.ToString(), subUrl: camera.Sub?.Url.ToString());
        await Vedette.WaitUntilRecordingAsync(id);
        return id;
    }

    /// <summary>Opens a camera's page; the result is where its live picture is.</summary>
    public async Task<ILocator> OpenAsync(Guid camera)
    {
        await Page.GotoAsync($"/cameras/{camera}");
        return Page.GetByTestId("live-stage");
    }

    /// <summary>The types of all live streams the page is sent from now on, in the order they come.</summary>
    public List<string> ListenForTypes()
    {
        List<string> types = [];
        Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            if (frame.Text is { } text && text.StartsWith("{\"type\":\"init\"", StringComparison.Ordinal))
            {
                types.Add(JsonDocument.Parse(text).RootElement.GetProperty("mime").GetString()!);
            }
        };
        return types;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await Vedette.DisposeAsync();
    }
}
