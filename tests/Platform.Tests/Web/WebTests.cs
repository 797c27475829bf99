using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Vedette.Platform.Hosting;
using Vedette.Platform.Tests.Modules;
using Vedette.Support;

namespace Vedette.Platform.Tests.Web;

public sealed class WebTests(WritersHost writers) : IClassFixture<WritersHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_answer_carries_the_security_headers()
    {
        using var client = writers.Host.Anonymous();
        foreach (var path in (string[])["/health/live", "/api/writers/me", "/nothing"])
        {
            using var response = await client.GetAsync(path, Ct);
            Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
            Assert.False(response.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task Instants_are_written_in_utc_with_milliseconds()
    {
        using var client = writers.Host.Client();
        var me = await client.GetFromJsonAsync<JsonElement>("/api/writers/me", Ct);
        Assert.Equal("1970-01-01T00:00:00.001Z", me.GetProperty("now").GetString());
        Assert.Equal("admin", me.GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_list_is_walked_page_by_page()
    {
        using var client = writers.Host.Client();
        var seen = new List<int>();
        var cursor = "";
        do
        {
            var page = await client.GetFromJsonAsync<JsonElement>($"/api/writers/notes?limit=200{cursor}", Ct);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetInt32()));
            cursor = page.GetProperty("next") is { ValueKind: JsonValueKind.String } next ? $"&cursor={next.GetString()}" : null;
        }
        while (cursor is not null && seen.Count < 1000);

        Assert.Equal(Enumerable.Range(0, seen.Count), seen);
        Assert.True(seen.Count >= 500);
    }

    [Fact]
    public async Task Text_is_compressed_when_asked_for()
    {
        using var client = writers.Host.Client();
        client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        using var response = await client.GetAsync("/openapi/writers.json", Ct);
        Assert.Equal(["br"], response.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task The_document_of_a_module_describes_ids_pages_refusals_and_the_token()
    {
        using var client = writers.Host.Client();
        var document = await client.GetFromJsonAsync<JsonElement>("/openapi/writers.json", Ct);

        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var paths = document.GetProperty("paths");
        Assert.All(paths.EnumerateObject(), path => Assert.StartsWith("/api/writers", path.Name, StringComparison.Ordinal));
        var id = paths.GetProperty("/api/writers/notes/{id}").GetProperty("get").GetProperty("parameters")[0].GetProperty("schema");
        Assert.Equal("string", id.GetProperty("type").GetString());
        Assert.Equal("uuid", id.GetProperty("format").GetString());
        var list = paths.GetProperty("/api/writers/notes").GetProperty("get");
        Assert.Equal(["limit", "cursor"], list.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()));
        Assert.True(list.GetProperty("responses").GetProperty("default").GetProperty("content").TryGetProperty("application/problem+json", out _));
        Assert.True(list.GetProperty("security")[0].TryGetProperty("bearer", out _));
        Assert.False(paths.GetProperty("/api/writers/open").GetProperty("get").TryGetProperty("security", out _));
        var place = document.GetProperty("components").GetProperty("schemas").GetProperty("Place").GetProperty("properties").GetProperty("camera");
        Assert.Equal("uuid", place.GetProperty("format").GetString());
    }

    [Theory]
    [InlineData("/openapi/writers.json")]
    [InlineData("/metrics")]
    [InlineData("/api/writers/me")]
    [InlineData("/api/nothing")]
    public async Task Nothing_but_health_is_open_to_strangers(string path)
    {
        using var client = writers.Host.Anonymous();
        await Answer.ProblemAsync(await client.GetAsync(path, Ct), HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task Ready_says_how_events_travel()
    {
        using var client = writers.Host.Anonymous();
        var ready = await client.GetFromJsonAsync<JsonElement>("/health/ready", Ct);
        Assert.Equal("ready", ready.GetProperty("status").GetString());
        Assert.Equal("writers", ready.GetProperty("modules")[0].GetProperty("name").GetString());
        Assert.Equal("sqlite", ready.GetProperty("storage").GetProperty("kind").GetString());
        Assert.Equal("in-process", ready.GetProperty("bus").GetProperty("kind").GetString());
        Assert.Contains("other processes", ready.GetProperty("bus").GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_are_prometheus_text()
    {
        using var client = writers.Host.Client();
        using var note = await client.PostAsJsonAsync("/api/writers/notes", new { title = "counted" }, Ct);
        Assert.Equal(HttpStatusCode.Created, note.StatusCode);

        using var response = await client.GetAsync("/metrics", Ct);
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.Contains("# TYPE vedette_platform_events_emitted_total counter\n", text, StringComparison.Ordinal);
        Assert.Contains("vedette_platform_events_emitted_total{module=\"writers\",type=\"writers.note-written\"} ", text, StringComparison.Ordinal);
        Assert.Contains("http_server_request_duration_seconds_bucket{", text, StringComparison.Ordinal);
        Assert.Contains("le=\"+Inf\"", text, StringComparison.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.Matches("""^(# (HELP|TYPE) [a-z_][a-zA-Z0-9_]* .+|[a-zA-Z_][a-zA-Z0-9_]*(\{([a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*",?)+\})? [-+0-9.eEINaf]+)$""", line);
        }
    }

    [Fact]
    public async Task The_console_is_served_with_its_pages_and_caching()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Combine("assets"));
        await File.WriteAllTextAsync(folder.Combine("index.html"), "<p>console</p>", Ct);
        await File.WriteAllTextAsync(folder.Combine("assets/app-1a2b.js"), "run()", Ct);
        await using var host = await ModuleHost.StartAsync(
            [ModuleEntry.Of<WritersModule>()], adjust: options => options with { WebRoot = folder.Path });
        using var client = host.Anonymous();

        foreach (var page in (string[])["/", "/cameras/7", "/index.html", "/login?next=%2F"])
        {
            using var response = await client.GetAsync(page, Ct);
            Assert.Equal("<p>console</p>", await response.Content.ReadAsStringAsync(Ct));
            Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
            Assert.True(response.Headers.CacheControl?.NoCache);
        }

        using var asset = await client.GetAsync("/assets/app-1a2b.js", Ct);
        Assert.Equal("run()", await asset.Content.ReadAsStringAsync(Ct));
        Assert.Equal(TimeSpan.FromDays(365), asset.Headers.CacheControl?.MaxAge);
        using var missing = await client.GetAsync("/assets/gone.js", Ct);
        Assert.NotEqual(HttpStatusCode.OK, missing.StatusCode);
        using var api = await client.GetAsync("/api/nothing", Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
        using var post = await client.PostAsync("/cameras/7", null, Ct);
        Assert.NotEqual(HttpStatusCode.OK, post.StatusCode);
    }

    [Fact]
    public async Task What_the_build_has_compressed_is_sent_as_it_lies_there_to_who_takes_it()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Combine("assets"));
        await File.WriteAllTextAsync(folder.Combine("index.html"), "<p>console</p>", Ct);
        await File.WriteAllTextAsync(folder.Combine("assets/app-1a2b.js"), "run()", Ct);
        await File.WriteAllTextAsync(folder.Combine("assets/app-1a2b.js.br"), "packed by br", Ct);
        await File.WriteAllTextAsync(folder.Combine("assets/app-1a2b.js.gz"), "packed by gzip", Ct);
        await using var host = await ModuleHost.StartAsync(
            [ModuleEntry.Of<WritersModule>()], adjust: options => options with { WebRoot = folder.Path });
        using var client = host.Anonymous();

        foreach (var (accepted, content, coding) in (IEnumerable<(string, string, string?)>)
            [("gzip, deflate, br", "packed by br", "br"), ("gzip, br;q=0", "packed by gzip", "gzip"), ("identity", "run()", null), ("", "run()", null)])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/app-1a2b.js");
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
            using var response = await client.SendAsync(request, Ct);
            Assert.Equal(content, await response.Content.ReadAsStringAsync(Ct));
            Assert.Equal(coding, response.Content.Headers.ContentEncoding.SingleOrDefault());
            Assert.Equal("text/javascript", response.Content.Headers.ContentType?.MediaType);
            Assert.Equal(["Accept-Encoding"], response.Headers.Vary);
            Assert.Equal(TimeSpan.FromDays(365), response.Headers.CacheControl?.MaxAge);
        }
    }
}
