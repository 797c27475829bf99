using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Audit;
using Vedette.Inventory;
using Vedette.Platform.Access;
using Vedette.Platform.Hosting;
using Vedette.Recording;
using Vedette.Sensing;
using Vedette.Streams;
using Vedette.Support;

namespace Vedette.Identity.Tests;

/// <summary>Walks every endpoint the whole program has, as the program itself lists them: a new one cannot be forgotten.</summary>
public sealed class EveryDoorTests : IAsyncLifetime
{
    /// <summary>All that answers somebody who is not signed in.</summary>
    private static readonly string[] Open =
    [
        // These two are for browsers on their way to an identity provider and back.
        "GET /api/identity/external/{provider}/callback",
        "GET /api/identity/external/{provider}/start",
        "GET /api/identity/jwks",
        "GET /api/identity/sign-in-options",
        // Its token is the proof: 256 bits, for a while, for one file.
        "GET /api/recording/shared/{token}",
        "GET /health/live",
        "GET /health/ready",
        // Off until an administrator allows it; slowed per address.
        "POST /api/identity/registrations",
        "POST /api/identity/token",
        "POST /api/identity/token/exchange",
        "POST /api/identity/token/refresh",
    ];

    /// <summary>What everybody who is signed in may change: their own sign-ins, what they sign in with, profile and contacts.</summary>
    private static readonly string[] Own =
    [
        "DELETE /api/identity/me/api-keys/{id:guid}",
        "DELETE /api/identity/me/second-factor",
        "DELETE /api/identity/me/sessions",
        "DELETE /api/identity/me/sessions/{id:guid}",
        "PATCH /api/identity/me",
        // Owners switch the devices of their own properties: only the handler knows whose they are.
        "PATCH /api/inventory/devices/{id}",
        "POST /api/identity/logout",
        "POST /api/identity/me/api-keys",
        "POST /api/identity/me/password",
        "POST /api/identity/me/second-factor",
        "POST /api/identity/me/second-factor/confirm",
        "POST /api/identity/me/second-factor/recovery-codes",
        "POST /api/identity/me/second-factor/remove",
        "PUT /api/identity/me/contacts",
    ];

    private static readonly ModuleEntry[] Modules =
    [
        ModuleEntry.Of<AuditModule>(),
        ModuleEntry.Of<IdentityModule>(),
        ModuleEntry.Of<InventoryModule>(),
        ModuleEntry.Of<StreamsModule>(),
        ModuleEntry.Of<RecordingModule>(),
        ModuleEntry.Of<SensingModule>(),
    ];

    private ModuleHost _host = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await ModuleHost.StartAsync(
        Modules,
        adjust: options => options with { Settings = new Dictionary<string, string?> { ["ADMIN_PASSWORD"] = Desk.Password } });

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public void The_walk_leaves_no_module_out()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Vedette.slnx")))
        {
            root = root.Parent!;
        }

        Assert.Equal(
            Directory.GetDirectories(Path.Combine(root.FullName, "src", "Modules")).Select(folder => Path.GetFileName(folder).ToLowerInvariant()).Order(),
            Modules.Select(module => module.Name).Order());
    }

    [Fact]
    [Trait("Req", "R-9")]
    [Trait("Req", "O-13")]
    public async Task Without_a_token_only_sign_in_health_and_the_key_set_answer()
    {
        using var http = _host.Anonymous();

        var answering = await AnsweringAsync(http, "", status => status != HttpStatusCode.Unauthorized);

        Assert.Equal(Open, answering);
    }

    [Fact]
    [Trait("Req", "R-9")]
    public async Task A_token_in_the_query_that_is_no_token_opens_nothing()
    {
        using var http = _host.Anonymous();

        var answering = await AnsweringAsync(http, "?access_token=eyJhbGciOiJub25lIn0.e30.", status => status != HttpStatusCode.Unauthorized);

        Assert.Equal(Open, answering);
    }

    [Fact]
    [Trait("Req", "R-9")]
    public async Task A_good_token_in_the_query_changes_nothing_and_reads_only_what_a_browser_fetches_itself()
    {
        using var http = _host.Anonymous();
        var token = _host.Tokens.Issue(TestTokens.Administrator);

        var answering = await AnsweringAsync(http, $"?access_token={token}", status => status != HttpStatusCode.Unauthorized);

        Assert.All(answering.Except(Open), door => Assert.Matches("^GET /api/(streams|recording|sensing)/|^GET /api/audit/actions[.]csv$|^GET /api/inventory/plans/.+/picture$", door));
        Assert.NotEmpty(answering.Except(Open));
    }

    [Fact]
    [Trait("Req", "R-9")]
    public async Task An_expired_and_a_foreign_token_open_nothing()
    {
        using var foreign = TokenSigner.Create();
        var now = DateTimeOffset.UnixEpoch.AddYears(56);
        var tokens = new[]
        {
            _host.Tokens.Issue(TestTokens.Administrator, TimeSpan.FromHours(-1)),
            foreign.Issue(TestTokens.Administrator, now, TimeSpan.FromDays(3_650)),
        };

        foreach (var token in tokens)
        {
            using var http = _host.Anonymous();
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            Assert.Equal(Open, await AnsweringAsync(http, "", status => status != HttpStatusCode.Unauthorized));
        }
    }

    [Fact]
    public async Task A_role_without_rights_changes_nothing()
    {
        using var http = _host.Client(new Caller(Foundation.UserId.New(), "member", [Roles.Member]));

        var answering = await AnsweringAsync(http, "", status => status != HttpStatusCode.Forbidden);

        Assert.Equal(Own, answering.Except(Open).Where(door => !door.StartsWith("GET ", StringComparison.Ordinal)));
    }

    private async Task<List<string>> AnsweringAsync(HttpClient http, string query, Func<HttpStatusCode, bool> answers)
    {
        var doors = Doors().ToList();
        Assert.True(doors.Count > 30, $"Only {doors.Count} endpoints were found.");
        var answering = new List<string>();
        foreach (var (method, template, path) in doors)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path + query);
            using var reply = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
            if (answers(reply.StatusCode))
            {
                answering.Add($"{method} {template}");
            }
        }

        return [.. answering.Order(StringComparer.Ordinal)];
    }

    private IEnumerable<(string Method, string Template, string Path)> Doors() =>
        from endpoint in _host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (method, "/" + endpoint.RoutePattern.RawText!.Trim('/'), PathOf(endpoint.RoutePattern));

    private static string PathOf(RoutePattern pattern) =>
        "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            _ => "0197f000-0000-7000-8000-000000000000",
        }))));
}
