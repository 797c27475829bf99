using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Vedette.Simulator.Clips;
using Xunit;

namespace Vedette.Simulator.Tests;

public sealed class ControlApiTests : IAsyncLifetime
{
    private CameraSimulator _simulator = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _simulator = await CameraSimulator.StartAsync(new() { Cameras = 2, ControlPort = 0, Clip = ClipShape.Small with { Seconds = 2 } });
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_simulator.ControlPort}") };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _simulator.DisposeAsync();
    }

    [Fact]
    public async Task It_tells_of_every_camera()
    {
        using var viewer = await RawViewer.PlayAsync(_simulator["cam2"].Url);
        _ = await viewer.PicturesAsync(5);

        var cameras = await _http.GetFromJsonAsync<JsonElement>("/cameras");

        Assert.Equal(["cam1", "cam2"], cameras.EnumerateArray().Select(camera => camera.GetProperty("name").GetString()));
        Assert.Equal(0, cameras[0].GetProperty("framesSent").GetInt64());
        Assert.InRange(cameras[1].GetProperty("framesSent").GetInt64(), 5, 500);
        Assert.Equal(1, cameras[1].GetProperty("viewers").GetInt32());
        Assert.Equal("normal", cameras[1].GetProperty("behaviour").GetString());
    }

    [Fact]
    public async Task It_tells_a_camera_how_to_behave()
    {
        using var reply = await _http.PostAsJsonAsync("/cameras/cam1/behaviour", new { kind = "wrong-password", seconds = 60 });

        Assert.Equal(HttpStatusCode.NoContent, reply.StatusCode);
        Assert.Equal(BehaviourKind.WrongPassword, _simulator["cam1"].Behaviour.Kind);
        Assert.Equal(BehaviourKind.Normal, _simulator["cam2"].Behaviour.Kind);
    }

    [Theory]
    [InlineData("cam9", """{"kind":"stall"}""", HttpStatusCode.NotFound)]
    [InlineData("cam1", """{"kind":"dance"}""", HttpStatusCode.BadRequest)]
    [InlineData("cam1", """{"kind":"stall","seconds":-1}""", HttpStatusCode.BadRequest)]
    [InlineData("cam1", """{"kind":"loss","everyNth":1}""", HttpStatusCode.BadRequest)]
    public async Task It_refuses_orders_that_cannot_be_followed(string camera, string body, HttpStatusCode status)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var reply = await _http.PostAsync($"/cameras/{camera}/behaviour", content);

        Assert.Equal(status, reply.StatusCode);
    }
}
