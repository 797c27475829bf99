using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Vedette.Simulator;
using Vedette.Simulator.Clips;
using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>Whatever is thrown at the API of the whole program, it answers with clear problem details and goes on recording.</summary>
public sealed class BadInputTests : IClassFixture<BadInputTests.RecordingServer>
{
    /// <summary>Reachable by anybody: signing in and up, staying signed in, and the keys tokens are checked with.</summary>
    private static readonly string[] Anonymous =
    [
        "POST /api/identity/token", "POST /api/identity/token/refresh", "POST /api/identity/token/exchange", "POST /api/identity/logout",
        "GET /api/identity/external/{provider}/start", "GET /api/identity/external/{provider}/callback",
        "GET /api/identity/sign-in-options", "POST /api/identity/registrations", "GET /api/identity/jwks",
        "GET /api/recording/shared/{token}",
    ];

    private static readonly string[] PathTricks =
    [
        "..", "../../../../etc/passwd", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%2f..%2fdatabases%2fidentity.db", "..%5c..%5cwindows", "%252e%252e%252f",
        "%00", "%0d%0aX-Injected:%201", "nul%00.mp4", "/etc/passwd", "%2fetc%2fpasswd", "~", "*", "0", "-1", "1'%20or%20'1'='1", "%F0%9F%93%B7", "%ff%fe",
        "00000000-0000-0000-0000-000000000000", "{id}", "A", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    ];

    /// <summary>What a thing takes is its own affair: any value has the right type, but there is no such thing.</summary>
    private static readonly string[] TakesAnyValue = ["PUT /api/sensing/things/{id}/properties/{name}", "POST /api/sensing/things/{id}/actions/{name}"];

    private readonly RecordingServer _server;

    public BadInputTests(RecordingServer server) => _server = server;

    private VedetteProcess Vedette => _server.Vedette;

    [Fact]
    public async Task Malformed_JSON_is_refused_by_every_operation_that_takes_a_body()
    {
        foreach (var operation in (await OperationsAsync()).Where(operation => operation.TakesBody))
        {
            foreach (var body in new[] { "{\"name\":", "nonsense", "{\"name\":\"a\"} trailing", "\"\\ud800\"", "[1,2", new string('[', 500) })
            {
                var (status, problem) = await SendAsync(operation, body);
                Assert.True(status == HttpStatusCode.BadRequest, $"{operation} answered {(int)status} to {body[..Math.Min(30, body.Length)]}: {problem}");
                AssertProblem(problem, operation.ToString());
            }
        }

        await _server.AssertNothingLostAsync();
    }

    [Fact]
    public async Task Wrong_types_are_refused_by_every_operation_that_takes_a_body()
    {
        foreach (var operation in (await OperationsAsync()).Where(operation => operation.TakesBody))
        {
            foreach (var body in new[]
            {
                "[]", "5", "\"text\"", "null",
                """{"name":5,"username":{},"roomId":[],"propertyId":7,"url":true,"source":"x","cameraIds":"y","refreshToken":1,"currentPassword":[],"segmentSeconds":"ten","seconds":[],"mode":[],"kind":[],"reason":[],"segmentIds":5,"minutes":[],"expiresAt":[],"registration":"yes","items":5,"code":[],"password":[],"email":[],"roles":5,"address":[],"apiKey":[],"value":[]}""",
            })
            {
                var (status, problem) = await SendAsync(operation, body);
                var isMissing = status == HttpStatusCode.NotFound && TakesAnyValue.Contains(operation.ToString());
                Assert.True(status == HttpStatusCode.BadRequest || isMissing, $"{operation} answered {(int)status} to {body}: {problem}");
                AssertProblem(problem, operation.ToString());
            }
        }

        await _server.AssertNothingLostAsync();
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/stream")]
    [InlineData("javascript:alert(1)")]
    [InlineData("concat:/etc/passwd|/etc/group")]
    [InlineData("exec:reboot")]
    [InlineData("/dev/video0")]
    [InlineData("rtsp:///no-host")]
    [InlineData("rtsp://169.254.169.254/latest/meta-data")]
    [InlineData("rtsp://[fe80::1]/live")]
    [InlineData("rtsp://[::ffff:169.254.1.1]/live")]
    [InlineData("rtsp://0.0.0.0/live")]
    [InlineData("rtsp://224.0.0.1/live")]
    [InlineData("rtsp://255.255.255.255/live")]
    [InlineData("rtsp://camera:99999/live")]
    [InlineData("rtsp://camera/\r\nTEARDOWN * RTSP/1.0")]
    [InlineData("")]
    public async Task An_address_that_is_no_camera_is_refused_when_it_is_added_changed_or_tested(string url)
    {
        var added = await PostAsync("/api/inventory/devices", new { name = "Bad", roomId = _server.Room, kind = "camera", source = new { url } });
        AssertNames(added, "source.url");

        using var reply = await Vedette.Http.PatchAsJsonAsync($"/api/inventory/devices/{_server.Camera}", new { source = new { url } });
        AssertNames((reply.StatusCode, await reply.Content.ReadAsStringAsync()), "source.url");

        var (status, answer) = await PostAsync("/api/streams/probe", new { url });
        if (status == HttpStatusCode.OK)
        {
            var probe = JsonDocument.Parse(answer).RootElement;
            Assert.False(probe.GetProperty("ok").GetBoolean());
            Assert.Equal("not-allowed", probe.GetProperty("cause").GetString());
        }
        else
        {
            AssertNames((status, answer), "url");
        }

        await _server.AssertNothingLostAsync();
    }

    [Fact]
    public async Task Path_tricks_in_any_parameter_reach_nothing()
    {
        var operations = await OperationsAsync();
        foreach (var operation in operations.Where(operation => operation.HasParameters))
        {
            foreach (var trick in PathTricks)
            {
                // A step back may lead to another door of the same interface, which has a lock of its own.
                var reached = $"{operation.Method} {new Uri(Vedette.Http.BaseAddress!, operation.With(trick)).AbsolutePath}";
                if (operations.Any(other => !other.HasParameters && other.ToString() == reached))
                {
                    continue;
                }

                var (status, answer) = await RawRequest.SendAsync(Vedette, operation.Method, operation.With(trick), Vedette.AccessToken);
                Assert.True(status is >= 400 and < 500, $"{operation.Method} {operation.With(trick)} answered {answer[..Math.Min(300, answer.Length)]}");
                Assert.DoesNotContain("root:x:0", answer, StringComparison.Ordinal);
                Assert.DoesNotContain("\nX-Injected", answer, StringComparison.OrdinalIgnoreCase);
            }
        }

        await _server.AssertNothingLostAsync();
    }

    [Fact]
    public async Task Static_files_are_served_from_the_console_only()
    {
        foreach (var target in new[] { "/../../../../etc/passwd", "/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2f..%2fetc/passwd", "/assets/..%5c..%5c", "//etc/passwd", "/.%00./etc/passwd" })
        {
            var (_, answer) = await RawRequest.SendAsync(Vedette, HttpMethod.Get, target, token: null);
            Assert.DoesNotContain("root:x:0", answer, StringComparison.Ordinal);
        }

        await _server.AssertNothingLostAsync();
    }

    [Fact]
    public async Task Oversized_bodies_are_refused_by_every_operation_that_takes_a_body()
    {
        var body = $"{{\"name\":\"{new string('x', 40_000_000)}\"}}";
        foreach (var operation in (await OperationsAsync()).Where(operation => operation.TakesBody))
        {
            try
            {
                var (status, problem) = await SendAsync(operation, body);
                Assert.True(status == HttpStatusCode.RequestEntityTooLarge, $"{operation} answered {(int)status}: {problem[..Math.Min(300, problem.Length)]}");
                Assert.Equal("body-too-large", JsonDocument.Parse(problem).RootElement.GetProperty("code").GetString());
            }
            catch (HttpRequestException)
            {
                // The server may close the connection while we still send; it did not read it all, which is the point.
            }
        }

        await _server.AssertNothingLostAsync();
    }

    [Fact]
    public async Task Forged_tokens_open_nothing()
    {
        var keys = await Vedette.Http.GetStringAsync("/api/identity/jwks");
        foreach (var (name, token) in ForgedTokens.Of(Vedette.AccessToken, keys))
        {
            foreach (var path in new[] { "/api/identity/me", "/api/inventory/devices", "/api/streams/cameras", "/api/recording/cameras", "/metrics" })
            {
                var (status, answer) = await RawRequest.SendAsync(Vedette, HttpMethod.Get, path, token);
                Assert.True(status == 401, $"A token of the kind '{name}' got {answer[..Math.Min(200, answer.Length)]} from {path}");
            }
        }

        await _server.AssertNothingLostAsync();
    }

    [Fact]
    public async Task Without_a_token_every_operation_but_signing_in_is_refused()
    {
        var operations = await OperationsAsync();
        Assert.Superset(Anonymous.Where(name => name.Contains("/token")).ToHashSet(), operations.Select(operation => operation.ToString()).ToHashSet());
        foreach (var operation in operations.Where(operation => !Anonymous.Contains(operation.ToString())))
        {
            var (status, answer) = await RawRequest.SendAsync(Vedette, operation.Method, operation.With(Guid.CreateVersion7().ToString()), token: null);
            Assert.True(status == 401, $"{operation} without a token answered {answer[..Math.Min(200, answer.Length)]}");
        }

        foreach (var path in ApiOperation.Modules.Select(module => $"/openapi/{module}.json").Append("/metrics").Append("/api/nothing/here"))
        {
            var (status, _) = await RawRequest.SendAsync(Vedette, HttpMethod.Get, path, token: null);
            Assert.True(status is 401 or 404, $"{path} without a token answered {status}.");
        }

        foreach (var path in new[] { "/health/live", "/health/ready", "/api/identity/jwks" })
        {
            var (status, _) = await RawRequest.SendAsync(Vedette, HttpMethod.Get, path, token: null);
            Assert.Equal(200, status);
        }

        await _server.AssertNothingLostAsync();
    }

    [Theory]
    [InlineData("segments?from=yesterday&to=2026-01-01T00:00:00Z", "from")]
    [InlineData("segments?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "from", "to")]
    [InlineData("gaps?from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z", "from", "to")]
    [InlineData("timeline?from=2026-01-01T00:00:00Z&to=soon", "to")]
    [InlineData("playlist.m3u8?from=&to=", "from")]
    [InlineData("export.mp4?from=2026-01-01T00:00:00&to=;rm -rf", "to")]
    [InlineData("snapshot.jpg?at=$(reboot)", "at")]
    [InlineData("segments?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&limit=1000000", "limit")]
    [InlineData("segments?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&cursor=%2e%2e%2f", "cursor")]
    public async Task Times_and_pages_that_make_no_sense_are_refused_by_name(string query, params string[] fields)
    {
        using var reply = await Vedette.Http.GetAsync($"/api/recording/cameras/{_server.Camera}/{query}");

        AssertNames((reply.StatusCode, await reply.Content.ReadAsStringAsync()), fields);
        await _server.AssertNothingLostAsync();
    }

    private Task<List<ApiOperation>> OperationsAsync() => ApiOperation.ReadAllAsync(Vedette);

    private async Task<(HttpStatusCode Status, string Answer)> SendAsync(ApiOperation operation, string body)
    {
        using var request = new HttpRequestMessage(operation.Method, operation.With(_server.Camera.ToString()));
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var reply = await Vedette.Http.SendAsync(request);
        return (reply.StatusCode, await reply.Content.ReadAsStringAsync());
    }

    private async Task<(HttpStatusCode Status, string Answer)> PostAsync(string path, object body)
    {
        using var reply = await Vedette.Http.PostAsJsonAsync(path, body);
        return (reply.StatusCode, await reply.Content.ReadAsStringAsync());
    }

    private static void AssertNames((HttpStatusCode Status, string Answer) reply, params string[] fields)
    {
        Assert.True(reply.Status == HttpStatusCode.BadRequest, $"Answered {(int)reply.Status} {reply.Answer}");
        AssertProblem(reply.Answer, "the request");
        var errors = JsonDocument.Parse(reply.Answer).RootElement.GetProperty("errors");
        Assert.Contains(errors.EnumerateObject(), error => fields.Contains(error.Name));
    }

    private static void AssertProblem(string answer, string who)
    {
        var problem = JsonDocument.Parse(answer).RootElement;
        foreach (var member in new[] { "type", "title", "status", "code", "traceId" })
        {
            Assert.True(problem.TryGetProperty(member, out _), $"{who} left '{member}' out of its problem details: {answer}");
        }

        Assert.DoesNotContain("   at ", answer, StringComparison.Ordinal);
    }

    /// <summary>One program that records one camera while all this happens.</summary>
    public sealed class RecordingServer : IAsyncLifetime
    {
        private CameraSimulator _simulator = null!;
        private DateTimeOffset _since;

        internal VedetteProcess Vedette { get; private set; } = null!;

        internal Guid Room { get; private set; }

        internal Guid Camera { get; private set; }

        public async ValueTask InitializeAsync()
        {
            _simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Clip = ClipShape.Small });
            Vedette = await VedetteProcess.StartAsync(Workplace.Temporary("bad-input"));
            await Vedette.SignInAsync();
            Room = await Vedette.AddRoomAsync();
            Camera = await Vedette.AddCameraAsync(Room, "Watched", _simulator["cam1"].Url.ToString());
            await Vedette.WaitUntilRecordingAsync(Camera);
            await Vedette.WaitUntilAsync("the gap before the first picture is closed", async () =>
                (await Vedette.GapsAsync(Camera, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow)).TrueForAll(gap => gap.GetProperty("end").ValueKind != JsonValueKind.Null));
            _since = DateTimeOffset.UtcNow;
        }

        /// <summary>The camera is what it was, still on its first connection, still recorded, without a gap.</summary>
        internal async Task AssertNothingLostAsync()
        {
            await Vedette.SignInAsync();
            var device = await Vedette.GetAsync($"/api/inventory/devices/{Camera}");
            Assert.Equal("Watched", device.GetProperty("name").GetString());
            Assert.Equal(_simulator["cam1"].Url.ToString(), device.GetProperty("source").GetProperty("url").GetString());
            Assert.True((await Vedette.GetAsync($"/api/recording/cameras/{Camera}")).GetProperty("recording").GetBoolean());
            Assert.Empty(await Vedette.GapsAsync(Camera, _since, DateTimeOffset.UtcNow));
            Assert.Equal(1, _simulator["cam1"].Sessions);
        }

        public async ValueTask DisposeAsync()
        {
            await Vedette.DisposeAsync();
            await _simulator.DisposeAsync();
        }
    }
}
