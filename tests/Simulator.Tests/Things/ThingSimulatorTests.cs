using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Vedette.Simulator.Things;
using Xunit;

namespace Vedette.Simulator.Tests.Things;

/// <summary>What a simulated thing says of itself is what it does.</summary>
public sealed class ThingSimulatorTests
{
    private static readonly ThingOptions Quick = new() { Interval = TimeSpan.FromMilliseconds(50) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Req", "R-41")]
    public async Task It_describes_itself_at_both_addresses()
    {
        await using var things = await ThingSimulator.StartAsync(Quick with { Id = "cellar", Location = "Cellar" }, Ct);
        using var http = Client(things);

        var description = await http.GetFromJsonAsync<JsonElement>("device", Ct);

        Assert.Equal(("urn:dev:wot:cellar", "Cellar sensor"), (description.GetProperty("id").GetString(), description.GetProperty("title").GetString()));
        Assert.Equal(description.GetRawText(), await http.GetStringAsync(".well-known/wot", Ct));
        Assert.Equal("nosec", description.GetProperty("securityDefinitions").GetProperty("guard").GetProperty("scheme").GetString());
    }

    [Fact]
    [Trait("Req", "R-44")]
    public async Task Every_form_answers()
    {
        await using var things = await ThingSimulator.StartAsync(Quick with { Videos = [new Uri("rtsp://127.0.0.1:8554/cam1")] }, Ct);
        using var http = Client(things);
        var description = await http.GetFromJsonAsync<JsonElement>("device", Ct);
        var forms = description.GetProperty("properties").EnumerateObject().Concat(description.GetProperty("events").EnumerateObject())
            .SelectMany(affordance => affordance.Value.GetProperty("forms").EnumerateArray())
            .Where(form => form.GetProperty("href").GetString() is { } href && !href.StartsWith("ws:", StringComparison.Ordinal) && !href.StartsWith("properties/status/", StringComparison.Ordinal))
            .ToList();

        Assert.Equal(["temperature", "humidity", "pressure"], Sensor.All.Select(sensor => sensor.Measure));
        Assert.True(forms.Count > 10, "There are too few forms.");
        foreach (var form in forms)
        {
            using var reply = await http.GetAsync(form.GetProperty("href").GetString(), HttpCompletionOption.ResponseHeadersRead, Ct);
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        }
    }

    [Fact]
    public async Task Values_come_by_every_way_and_stop_when_it_is_switched_off()
    {
        await using var things = await ThingSimulator.StartAsync(Quick, Ct);
        using var http = Client(things);
        using var reader = new StreamReader(await http.GetStreamAsync("properties/temperature/sse", Ct));
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{things["thing1"].Url.Authority}/events/measurement/ws"), Ct);

        var polled = await http.GetFromJsonAsync<JsonElement>("events/measurement/poll", Ct);
        var said = await ReadEventAsync(reader);
        var message = new byte[1024];
        var received = await socket.ReceiveAsync(message, Ct);

        Assert.InRange(double.Parse(said, System.Globalization.CultureInfo.InvariantCulture), 2, 6);
        Assert.Equal("celsius", polled.GetProperty("measure").GetString() == "temperature" ? polled.GetProperty("unit").GetString() : "celsius");
        Assert.Contains("\"measure\"", Encoding.UTF8.GetString(message, 0, received.Count), StringComparison.Ordinal);

        things["thing1"].Switch(on: false);
        var rounds = things["thing1"].Rounds;
        await Task.Delay(Quick.Interval * 4, Ct);
        Assert.InRange(things["thing1"].Rounds, rounds, rounds + 1);
    }

    [Fact]
    [Trait("Req", "R-38")]
    public async Task It_toggles_and_toggles_again_without_harm()
    {
        await using var things = await ThingSimulator.StartAsync(Quick, Ct);
        using var http = Client(things);
        using var status = new StreamReader(await http.GetStreamAsync("properties/status/sse", Ct));

        var answers = new List<string?>();
        foreach (var enable in new[] { false, false, true })
        {
            using var reply = await http.PostAsJsonAsync("actions/toggle", new { enable }, Ct);
            answers.Add(await reply.Content.ReadFromJsonAsync<string>(Ct));
        }

        Assert.Equal(["disabled", "disabled", "enabled"], answers);
        Assert.Contains("\"enabled\":false", await ReadEventAsync(status), StringComparison.Ordinal);
        Assert.Contains("\"enabled\":true", await ReadEventAsync(status), StringComparison.Ordinal);
        using var nonsense = await http.PostAsJsonAsync("actions/toggle", new { enable = "perhaps" }, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, nonsense.StatusCode);
    }

    [Theory]
    [InlineData(ThingSecurity.Basic, "Authorization", "Basic dmVkZXR0ZTp0aGluZy1zZWNyZXQ=")]
    [InlineData(ThingSecurity.Bearer, "Authorization", "Bearer thing-secret")]
    [InlineData(ThingSecurity.ApiKey, "X-Thing-Key", "thing-secret")]
    public async Task It_asks_who_is_there(ThingSecurity security, string header, string proof)
    {
        await using var things = await ThingSimulator.StartAsync(Quick with { Security = security }, Ct);
        using var http = Client(things);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "device"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(http, "properties/status"));
        http.DefaultRequestHeaders.Add(header, proof);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "properties/status"));
    }

    [Fact]
    public async Task It_asks_for_a_digest()
    {
        await using var things = await ThingSimulator.StartAsync(Quick with { Security = ThingSecurity.Digest }, Ct);
        using var handler = new HttpClientHandler { Credentials = new NetworkCredential("vedette", "thing-secret") };
        using var http = new HttpClient(handler) { BaseAddress = things["thing1"].Url };
        using var stranger = Client(things);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(stranger, "properties/status"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "properties/status"));
    }

    [Theory]
    [InlineData(ThingBehaviour.NoDescription, HttpStatusCode.NotFound)]
    [InlineData(ThingBehaviour.WrongDescription, HttpStatusCode.OK)]
    [InlineData(ThingBehaviour.DeepJson, HttpStatusCode.OK)]
    [InlineData(ThingBehaviour.RedirectMetadata, HttpStatusCode.Found)]
    [InlineData(ThingBehaviour.RedirectLoopback, HttpStatusCode.Found)]
    [InlineData(ThingBehaviour.SlowDrip, HttpStatusCode.OK)]
    [InlineData(ThingBehaviour.EndlessBody, HttpStatusCode.OK)]
    public async Task It_misbehaves_on_command(ThingBehaviour behaviour, HttpStatusCode expected)
    {
        await using var things = await ThingSimulator.StartAsync(Quick, Ct);
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = things["thing1"].Url };
        things["thing1"].Behave(behaviour);

        using var reply = await http.GetAsync("device", HttpCompletionOption.ResponseHeadersRead, Ct);

        Assert.Equal(expected, reply.StatusCode);
        Assert.Equal(0, things["thing1"].Trapped);
    }

    [Fact]
    public async Task The_directory_lists_all_things_page_by_page()
    {
        await using var things = await ThingSimulator.StartAsync(Quick with { Things = 3, DirectoryPort = 0 }, Ct);
        using var http = new HttpClient();

        using var first = await http.GetAsync(things.DirectoryUrl, Ct);
        var link = first.Headers.GetValues("Link").Single();
        using var second = await http.GetAsync(new Uri(things.DirectoryUrl!, link.Split('<', '>')[1]), Ct);

        Assert.Contains("rel=\"next\"", link, StringComparison.Ordinal);
        Assert.Equal(2, (await first.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetArrayLength());
        Assert.Equal(1, (await second.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetArrayLength());
        Assert.False(second.Headers.Contains("Link"));
    }

    private static HttpClient Client(ThingSimulator things) => new() { BaseAddress = things["thing1"].Url };

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var reply = await http.GetAsync(path, Ct);
        return reply.StatusCode;
    }

    private static async Task<string> ReadEventAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync(Ct) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return line["data: ".Length..];
            }
        }

        throw new EndOfStreamException();
    }
}
