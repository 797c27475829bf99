using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Vedette.Foundation;
using Vedette.Recording.Alarms;
using Vedette.Recording.Settings;
using Vedette.Recording.Tests.Rig;
using Xunit;

namespace Vedette.Recording.Tests.Settings;

public sealed class PolicyTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_camera_gets_the_default_template_and_keeps_what_it_is_given()
    {
        await using var host = await RecordingHost.StartAsync();
        using var client = host.Client();
        var (first, second) = (CameraId.New(), CameraId.New());
        await host.AddAsync(first, recording: false);
        var policy = await client.GetFromJsonAsync<JsonElement>($"/api/recording/cameras/{first}/policy", Stop);
        Assert.Equal("home", policy.GetProperty("template").GetString());
        Assert.Equal(7, policy.GetProperty("continuous").GetProperty("maxDays").GetDouble());
        Assert.Equal("continuous", policy.GetProperty("mode").GetString());

        var put = await client.PutAsJsonAsync(
            $"/api/recording/cameras/{first}/policy", new { template = "company", priority = 8, archive = "events", mode = "events" }, Stop);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        _ = await client.PatchAsJsonAsync("/api/recording/settings", new { defaultTemplate = "cold-chain" }, Stop);
        await host.AddAsync(first, recording: false, version: 2);
        await host.AddAsync(second, recording: false);

        var policies = host.Get<LivePolicies>();
        Assert.Equal(new KeepingTime(30, 30), policies.Of(first).Continuous);
        Assert.Equal((8, ArchiveChoice.Events, RecordingMode.Events), (policies.Of(first).Priority, policies.Of(first).Archive, policies.Of(first).Mode));
        Assert.Equal(90, policies.Of(second).Continuous.MinDays);
    }

    [Theory]
    [InlineData("priority", """{"priority":0}""")]
    [InlineData("priority", """{"priority":10}""")]
    [InlineData("preRollSeconds", """{"preRollSeconds":31}""")]
    [InlineData("postRollSeconds", """{"postRollSeconds":0}""")]
    [InlineData("template", """{"template":"castle"}""")]
    [InlineData("template", """{"template":"home","continuous":{"minDays":1,"maxDays":2}}""")]
    [InlineData("continuous", """{"continuous":{"minDays":8,"maxDays":7}}""")]
    [InlineData("continuous", """{"continuous":{"minDays":-1,"maxDays":7}}""")]
    [InlineData("continuous", """{"continuous":{"minDays":0,"maxDays":0}}""")]
    [InlineData("motion", """{"continuous":{"minDays":0,"maxDays":9},"motion":{"minDays":0,"maxDays":7}}""")]
    [InlineData("incident", """{"continuous":{"minDays":0},"motion":{"minDays":3},"incident":{"minDays":1}}""")]
    public async Task A_wrong_policy_is_refused_by_its_field(string field, string body)
    {
        await using var host = await RecordingHost.StartAsync();
        using var client = host.Client();
        var camera = CameraId.New();
        await host.AddAsync(camera, recording: false);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var answer = await client.PutAsync($"/api/recording/cameras/{camera}/policy", content, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("errors").TryGetProperty(field, out _));
        Assert.Equal("home", host.Get<LivePolicies>().Of(camera).Template);
    }

    [Fact]
    public async Task Every_template_is_one_a_policy_may_have_and_the_forecast_knows_every_camera()
    {
        await using var host = await RecordingHost.StartAsync();
        using var client = host.Client();
        var camera = CameraId.New();
        await host.AddAsync(camera);
        var templates = await client.GetFromJsonAsync<JsonElement>("/api/recording/retention/templates", Stop);
        foreach (var code in templates.GetProperty("items").EnumerateArray().Select(template => template.GetProperty("code").GetString()!))
        {
            Assert.NotNull(new PolicyChange { Template = code }.ToPolicy(out _));
        }

        _ = await host.IndexedAsync(camera, 2);
        var forecast = await client.GetFromJsonAsync<JsonElement>("/api/recording/forecast", Stop);
        Assert.Single(forecast.GetProperty("volumes").EnumerateArray().ToList());
        var outlook = Assert.Single(forecast.GetProperty("cameras").EnumerateArray().ToList());
        Assert.Equal(camera.ToString(), outlook.GetProperty("cameraId").GetString());
        Assert.True(outlook.GetProperty("keepsMinimum").GetBoolean());
    }

    [Fact]
    public async Task Others_are_told_of_an_alarm_and_of_its_end()
    {
        await using var host = await RecordingHost.StartAsync();
        var board = host.Get<AlarmBoard>();
        board.Raise("volume-full", "here", AlarmSeverity.Serious, "Full.");
        var store = host.Get<Recording.Storage.AlarmStore>();
        _ = await RecordingHost.WaitForAsync(() => store.AllAsync(Stop), all => all.Any(alarm => alarm.About == "here"), "the alarm told");
        board.Clear("volume-full", "here");
        _ = await RecordingHost.WaitForAsync(() => store.AllAsync(Stop), all => all.All(alarm => alarm.About != "here"), "its end told");
    }
}
