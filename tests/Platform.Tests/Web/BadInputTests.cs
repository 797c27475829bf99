using System.Net;
using System.Net.Sockets;
using System.Text;
using Vedette.Platform.Tests.Modules;

namespace Vedette.Platform.Tests.Web;

public sealed class BadInputTests(WritersHost writers) : IClassFixture<WritersHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Malformed_json_is_refused_with_line_and_position()
    {
        var problem = await Answer.ProblemAsync(await PostAsync("{\n  \"title\": nonsense\n}"), HttpStatusCode.BadRequest, "malformed-json");
        Assert.Contains("line 2, position 13", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"title\": \"x\"")]
    [InlineData("{\"title\": \"x\",}")]
    [InlineData("'x'")]
    [InlineData("{\"title\": \"\u0001\"}")]
    [InlineData("<xml/>")]
    public async Task Text_that_is_not_json_is_refused(string body) =>
        await Answer.ProblemAsync(await PostAsync(body), HttpStatusCode.BadRequest, "malformed-json");

    [Theory]
    [InlineData("{\"title\": 7}", "title", "The value must be a text.")]
    [InlineData("{\"title\": \"x\", \"weight\": \"7\"}", "weight", "The value must be a number.")]
    [InlineData("{\"title\": \"x\", \"weight\": 7.5}", "weight", "The value must be a whole number within its range.")]
    [InlineData("{\"title\": \"x\", \"weight\": 99999999999}", "weight", "The value must be a whole number within its range.")]
    [InlineData("{\"title\": \"x\", \"place\": {\"url\": []}}", "place.url", "The value must be a text.")]
    [InlineData("{\"title\": \"x\", \"place\": \"here\"}", "place", "The value must be of another kind.")]
    [InlineData("{\"title\": \"x\", \"place\": {\"url\": \"u\", \"camera\": \"../../etc/passwd\"}}", "place.camera", "An id is")]
    [InlineData("{\"title\": \"x\", \"place\": {\"url\": \"u\", \"since\": \"yesterday\"}}", "place.since", "An instant is")]
    [InlineData("{\"title\": \"x\", \"place\": {\"url\": \"u\", \"since\": \"2026-01-01T00:00:00\"}}", "place.since", "An instant is")]
    [InlineData("{}", "title", "A value is required.")]
    [InlineData("{\"title\": null}", "title", "The value must not be null.")]
    [InlineData("{\"title\": \"x\", \"place\": {}}", "place.url", "A value is required.")]
    public async Task A_wrong_field_is_named_by_its_path(string body, string field, string message)
    {
        var problem = await Answer.ProblemAsync(await PostAsync(body), HttpStatusCode.BadRequest, "invalid-request");
        var said = Assert.Single(Answer.Errors(problem, field));
        Assert.StartsWith(message, said, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", problem.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("Vedette.", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    public async Task A_body_of_another_shape_is_refused(string body) =>
        await Answer.ProblemAsync(await PostAsync(body), HttpStatusCode.BadRequest, "invalid-request");

    [Fact]
    public async Task A_missing_body_is_refused()
    {
        using var client = writers.Host.Client();
        var problem = await Answer.ProblemAsync(await client.PostAsync("/api/writers/notes", null, Ct), HttpStatusCode.BadRequest, "invalid-request");
        Assert.Equal("A JSON body is required.", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_body_of_another_type_is_refused() =>
        await Answer.ProblemAsync(await PostAsync("title=x", "application/x-www-form-urlencoded"), HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");

    [Fact]
    public async Task An_oversized_body_is_refused() =>
        await Answer.ProblemAsync(await PostAsync($"{{\"title\": \"{new string('x', 1024 * 1024)}\"}}"), HttpStatusCode.RequestEntityTooLarge, "body-too-large");

    [Fact]
    public async Task An_oversized_body_without_a_length_is_refused()
    {
        using var client = writers.Host.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/writers/notes");
        request.Headers.TransferEncodingChunked = true;
        request.Content = new StringContent($"{{\"title\": \"{new string('x', 2 * 1024 * 1024)}\"}}", Encoding.UTF8, "application/json");
        await Answer.ProblemAsync(await client.SendAsync(request, Ct), HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Fact]
    public async Task Json_nested_too_deep_is_refused()
    {
        var body = $"{{\"title\": \"x\", \"place\": {string.Concat(Enumerable.Repeat("{\"a\":", 200))}1{new string('}', 200)}}}";
        using var response = await PostAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Unknown_members_are_ignored()
    {
        using var response = await PostAsync("{\"title\": \"unknown members\", \"extra\": {\"a\": 1}}");
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Theory]
    [InlineData("/api/writers/nothing")]
    [InlineData("/api/nothing/notes")]
    [InlineData("/api")]
    public async Task An_unknown_route_is_not_found(string path)
    {
        using var client = writers.Host.Client();
        await Answer.ProblemAsync(await client.GetAsync(path, Ct), HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_method_a_route_does_not_know_is_refused()
    {
        using var client = writers.Host.Client();
        await Answer.ProblemAsync(await client.DeleteAsync("/api/writers/me", Ct), HttpStatusCode.MethodNotAllowed, "method-not-allowed");
    }

    [Theory]
    [InlineData("/api/writers/notes/17")]
    [InlineData("/api/writers/notes/..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("/api/writers/notes/%2e%2e%5c%2e%2e%5cboot.ini")]
    [InlineData("/api/writers/notes/%00")]
    [InlineData("/api/writers/notes/{01978bb6-7f0e-7000-8000-000000000000}")]
    [InlineData("/api/writers/notes/01978bb6-7f0e-7000-8000-000000000000.mp4")]
    [InlineData("/api/writers/notes/%F0%9F%93%B7")]
    public async Task A_bad_id_in_the_path_is_refused(string path)
    {
        var (status, body) = await RawAsync(path);
        Assert.True(status is 400 or 404, $"{status} {body}");
        Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/writers/../../../../etc/passwd")]
    [InlineData("/../../../../etc/passwd")]
    [InlineData("/%2e%2e/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("//etc/passwd")]
    [InlineData("/api/writers/notes/%zz")]
    [InlineData("/\\..\\..\\etc\\passwd")]
    public async Task A_path_that_climbs_leads_nowhere(string path)
    {
        var (status, body) = await RawAsync(path);
        Assert.True(status is 400 or 404, $"{status} {body}");
        Assert.DoesNotContain("root:", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("cursor=..%2f", "cursor")]
    [InlineData("cursor=AAAA", "cursor")]
    [InlineData("cursor=WzEsMl0", "cursor")]
    public async Task A_bad_page_is_refused(string query, string field)
    {
        using var client = writers.Host.Client();
        var problem = await Answer.ProblemAsync(await client.GetAsync($"/api/writers/notes?{query}", Ct), HttpStatusCode.BadRequest, "invalid-request");
        Assert.Single(Answer.Errors(problem, field));
    }

    [Fact]
    public async Task A_bug_shows_nothing_of_the_inside()
    {
        using var client = writers.Host.Client();
        var problem = await Answer.ProblemAsync(await client.GetAsync("/api/writers/bug", Ct), HttpStatusCode.InternalServerError, "internal-error");
        Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> PostAsync(string body, string type = "application/json")
    {
        using var client = writers.Host.Client();
        using var content = new StringContent(body, Encoding.UTF8, type);
        return await client.PostAsync("/api/writers/notes", content, Ct);
    }

    // HttpClient tidies paths up before sending; a stranger does not.
    private async Task<(int Status, string Body)> RawAsync(string path)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, writers.Host.Address.Port, Ct);
        await using var stream = client.GetStream();
        var token = writers.Host.Tokens.Issue("administrator");
        await stream.WriteAsync(
            Encoding.UTF8.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n"), Ct);
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(Ct);
        return (int.Parse(answer.AsSpan(9, 3)), answer);
    }
}
