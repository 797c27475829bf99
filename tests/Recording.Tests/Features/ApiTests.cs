using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Recording.Settings;
using Vedette.Recording.Tests.Rig;
using Vedette.Recording.Writing;
using Xunit;

namespace Vedette.Recording.Tests.Features;

public sealed class ApiTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Req", "O-9")]
    [Trait("Req", "O-12")]
    public async Task A_camera_is_said_to_be_recorded_when_the_disk_confirms_it_and_not_before()
    {
        await using var host = await RecordingHost.StartAsync();
        using var client = host.Client();
        var camera = CameraId.New();
        await host.AddAsync(camera, recording: false);
        var off = await client.GetFromJsonAsync<JsonElement>($"/api/recording/cameras/{camera}", Stop);
        Assert.False(off.GetProperty("recording").GetBoolean());
        Assert.False(off.GetProperty("wanted").GetBoolean());

        await host.AddAsync(camera, recording: true, version: 2);
        _ = await host.IndexedAsync(camera, 2);
        var on = await client.GetFromJsonAsync<JsonElement>($"/api/recording/cameras/{camera}", Stop);

        Assert.True(on.GetProperty("recording").GetBoolean());
        Assert.True(on.GetProperty("wanted").GetBoolean());
        Assert.True(on.GetProperty("lastSegment").GetProperty("bytes").GetInt64() > 0);
        Assert.InRange(on.GetProperty("coverageToday").GetDouble(), 0.5, 1);
        Assert.True(on.GetProperty("bytes").GetInt64() > 0);
        Assert.NotEqual(JsonValueKind.Null, on.GetProperty("oldest").ValueKind);
        Assert.False(on.TryGetProperty("currentGap", out var gap) && gap.ValueKind != JsonValueKind.Null);

        await host.AddAsync(camera, recording: false, version: 3);
        var stopped = await RecordingHost.WaitForAsync(
            () => client.GetFromJsonAsync<JsonElement>($"/api/recording/cameras/{camera}", Stop),
            answer => answer.TryGetProperty("currentGap", out var current) && current.ValueKind == JsonValueKind.Object,
            "a gap");
        Assert.Equal("switched-off", stopped.GetProperty("currentGap").GetProperty("cause").GetString());
        Assert.False(stopped.GetProperty("recording").GetBoolean());
    }

    [Fact]
    public async Task A_lost_camera_shows_its_gap()
    {
        await using var host = await RecordingHost.StartAsync();
        using var client = host.Client();
        var camera = CameraId.New();
        await host.AddAsync(camera);
        _ = await host.OnDiskAsync(camera, 1);
        await RecordingHost.WaitForAsync(() => Task.FromResult(host.Get<LiveFootage>().Of(camera)), state => state.Open is not null, "footage");
        host.Cameras.Silence(camera, FeedBreakCause.WrongPassword);

        var lost = await RecordingHost.WaitForAsync(
            () => client.GetFromJsonAsync<JsonElement>("/api/recording/cameras", Stop),
            answer => answer.GetProperty("items")[0].TryGetProperty("currentGap", out var gap) && gap.ValueKind == JsonValueKind.Object,
            "a gap");
        Assert.Equal("wrong-password", lost.GetProperty("items")[0].GetProperty("currentGap").GetProperty("cause").GetString());
    }

    [Fact]
    public async Task Settings_are_shown_changed_and_obeyed()
    {
        await using var host = await RecordingHost.StartAsync();
        using var client = host.Client();
        var answer = await client.PatchAsJsonAsync("/api/recording/settings", new { segmentSeconds = 5, budgetBytes = 0 }, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        var settings = await client.GetFromJsonAsync<JsonElement>("/api/recording/settings", Stop);
        Assert.Equal(5, settings.GetProperty("segmentSeconds").GetInt32());
        Assert.Equal(400, settings.GetProperty("fragmentMilliseconds").GetInt32());
        Assert.True(settings.GetProperty("budgetBytes").GetInt64() > 1L << 30);
        Assert.Null(host.Get<LiveSettings>().Current.BudgetBytes);
    }

    [Theory]
    [InlineData("segmentSeconds", 1)]
    [InlineData("segmentSeconds", 61)]
    [InlineData("fragmentMilliseconds", 199)]
    [InlineData("commitMilliseconds", 49)]
    [InlineData("budgetBytes", -5)]
    [InlineData("reserveBytes", -1)]
    public async Task A_setting_out_of_range_is_refused_by_its_name(string field, long value)
    {
        await using var host = await RecordingHost.StartAsync();
        using var client = host.Client();
        var answer = await client.PatchAsJsonAsync("/api/recording/settings", new Dictionary<string, long> { [field] = value }, Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Volumes_say_how_full_they_are()
    {
        await using var host = await RecordingHost.StartAsync();
        using var client = host.Client();
        var volumes = await client.GetFromJsonAsync<JsonElement>("/api/recording/volumes", Stop);

        var volume = Assert.Single(volumes.GetProperty("items").EnumerateArray());
        Assert.Equal(host.Volume.Root, volume.GetProperty("path").GetString());
        Assert.Equal(1L << 30, volume.GetProperty("budgetBytes").GetInt64());
        Assert.True(volume.GetProperty("freeBytes").GetInt64() > 0);
    }

    [Theory]
    [InlineData("/api/recording/cameras/00000000-0000-7000-8000-000000000000", HttpStatusCode.NotFound)]
    [InlineData("/api/recording/cameras/..%2f..%2fetc%2fpasswd", HttpStatusCode.BadRequest)]
    public async Task An_unknown_camera_is_said_to_be_unknown(string path, HttpStatusCode status)
    {
        await using var host = await RecordingHost.StartAsync();
        using var client = host.Client();

        Assert.Equal(status, (await client.GetAsync(new Uri(path, UriKind.Relative), Stop)).StatusCode);
    }
}
