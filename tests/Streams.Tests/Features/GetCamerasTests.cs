using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Xunit;

namespace Vedette.Streams.Tests.Features;

public sealed class GetCamerasTests
{
    private static readonly Uri Nowhere = new("rtsp://127.0.0.1:1/yard");

    [Fact]
    [Trait("Req", "O-12")]
    public async Task A_camera_that_cannot_be_reached_is_silent_with_the_cause_in_words_and_no_secret()
    {
        await using var streams = await StreamsHost.StartAsync();
        var camera = await streams.AddAsync(Nowhere, "keeper", "correct horse");

        string text;
        do
        {
            await Task.Delay(50);
            text = await streams.Http.GetStringAsync($"/api/streams/cameras/{camera}");
        }
        while (text.Contains("connecting", StringComparison.Ordinal));

        var view = JsonDocument.Parse(text).RootElement;
        Assert.Equal("silent", view.GetProperty("state").GetString());
        Assert.Contains(view.GetProperty("cause").GetString(), new[] { "refused", "unreachable" });
        Assert.NotEmpty(view.GetProperty("causeMessage").GetString()!);
        Assert.True(view.GetProperty("since").GetDateTimeOffset() > DateTimeOffset.UtcNow.AddMinutes(-5));
        Assert.DoesNotContain("correct horse", text, StringComparison.Ordinal);
        Assert.DoesNotContain("keeper", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_camera_that_is_switched_off_is_off()
    {
        await using var streams = await StreamsHost.StartAsync();
        var camera = DeviceId.New();
        await streams.TellAsync(camera, streams.Source(Nowhere), enabled: false);

        var view = await streams.Http.GetFromJsonAsync<JsonElement>($"/api/streams/cameras/{camera}");

        Assert.Equal("off", view.GetProperty("state").GetString());
    }

    [Fact]
    public async Task The_list_comes_in_pages_and_leaves_out_what_was_removed()
    {
        await using var streams = await StreamsHost.StartAsync();
        var cameras = new List<string>();
        for (var camera = 0; camera < 5; camera++)
        {
            var id = DeviceId.New();
            await streams.TellAsync(id, streams.Source(Nowhere), enabled: false);
            cameras.Add(id.ToString());
        }

        await streams.RemoveAsync(DeviceId.Parse(cameras[1], null));
        cameras.RemoveAt(1);

        var (seen, next) = (new List<string>(), (string?)"");
        while (next is not null)
        {
            var page = await streams.Http.GetFromJsonAsync<JsonElement>($"/api/streams/cameras?limit=3&cursor={Uri.EscapeDataString(next)}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            next = page.TryGetProperty("next", out var more) ? more.GetString() : null;
        }

        Assert.Equal(cameras.Order(StringComparer.Ordinal), seen);
    }

    [Theory]
    [InlineData("/api/streams/cameras/019ab5a0-0000-7000-8000-000000000000", HttpStatusCode.NotFound)]
    [InlineData("/api/streams/cameras/..%2f..%2fetc%2fpasswd", HttpStatusCode.BadRequest)]
    [InlineData("/api/streams/cameras/%7B019ab5a0-0000-7000-8000-000000000000%7D", HttpStatusCode.BadRequest)]
    [InlineData("/api/streams/cameras?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("/api/streams/cameras?cursor=x", HttpStatusCode.BadRequest)]
    public async Task Bad_addresses_are_refused_with_a_code(string path, HttpStatusCode status)
    {
        await using var streams = await StreamsHost.StartAsync();

        using var reply = await streams.Http.GetAsync(path);

        Assert.Equal(status, reply.StatusCode);
        Assert.NotEmpty((await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()!);
    }

    [Fact]
    public async Task Looking_needs_a_token_and_the_right_and_no_token_counts_in_the_address()
    {
        await using var streams = await StreamsHost.StartAsync();
        using var member = streams.Host.Client(new Caller(UserId.New(), "member", [Roles.Member]));
        using var nobody = streams.Host.Anonymous();
        var token = streams.Http.DefaultRequestHeaders.Authorization!.Parameter;

        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync("/api/streams/cameras")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync($"/api/streams/cameras?access_token={token}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await member.GetAsync("/api/streams/cameras")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await member.PostAsJsonAsync("/api/streams/probe", new { url = Nowhere })).StatusCode);
    }

    [Fact]
    public async Task The_meters_count_cameras_by_state()
    {
        await using var streams = await StreamsHost.StartAsync();
        _ = await streams.AddAsync(Nowhere);

        var text = await streams.Http.GetStringAsync("/metrics");

        Assert.Contains("vedette_streams_cameras", text, StringComparison.Ordinal);
        Assert.Contains("vedette_streams_packets", text, StringComparison.Ordinal);
        Assert.Contains("vedette_streams_reconnects", text, StringComparison.Ordinal);
    }
}
