using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Identity.Storage;
using Vedette.Identity.Tokens;
using Vedette.Platform.Access;
using Vedette.Platform.Hosting;
using Vedette.Platform.Storage;
using Vedette.Support;

namespace Vedette.Identity.Tests;

/// <summary>Identity running alone with its own keys, as the product does; and the calls every test makes.</summary>
internal sealed class Desk : IAsyncDisposable
{
    public const string Password = "a-long-test-password";

    private Desk(ModuleHost host, StringWriter console) => (Host, Console, Http) = (host, console, host.Anonymous());

    // Slow on purpose; once will do.
    private string? _hash;

    public ModuleHost Host { get; }

    /// <summary>What the operator saw.</summary>
    public StringWriter Console { get; }

    public HttpClient Http { get; }

    public static async Task<Desk> StartAsync(
        Dialect dialect = Dialect.Sqlite,
        TimeProvider? time = null,
        string? password = Password,
        Func<VedetteOptions, VedetteOptions>? adjust = null,
        params ModuleEntry[] neighbours)
    {
        var console = new StringWriter();
        var host = await ModuleHost.StartAsync(
            [ModuleEntry.Of<IdentityModule>(), .. neighbours],
            dialect,
            time,
            options =>
            {
                options = options with
                {
                    Settings = new Dictionary<string, string?> { ["ADMIN_PASSWORD"] = password, ["identity:passwordIterations"] = "100000" },
                };
                return adjust?.Invoke(options) ?? options;
            },
            services =>
            {
                // The test's own token keys go, so that the file Identity writes is what counts.
                _ = services.Remove(services.Last(service => service.ServiceType == typeof(ITokenKeySource)));
                _ = services.AddSingleton(new OperatorConsole(console));
            });
        return new Desk(host, console);
    }

    public T Get<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    public async Task<Tokens> SignInAsync(string username = "admin", string password = Password, string? code = null)
    {
        using var reply = await TrySignInAsync(username, password, code);
        return await ReadTokensAsync(reply);
    }

    public Task<HttpResponseMessage> TrySignInAsync(string username = "admin", string password = Password, string? code = null) =>
        PostAsync("/api/identity/token", new { username, password, code });

    public Task<HttpResponseMessage> RefreshAsync(string refreshToken) => PostAsync("/api/identity/token/refresh", new { refreshToken });

    public Task<HttpResponseMessage> PostAsync(string path, object body, string? accessToken = null) =>
        SendAsync(HttpMethod.Post, path, JsonContent.Create(body), accessToken);

    public Task<HttpResponseMessage> PutAsync(string path, object body, string accessToken) =>
        SendAsync(HttpMethod.Put, path, JsonContent.Create(body), accessToken);

    public Task<HttpResponseMessage> PatchAsync(string path, object body, string accessToken) =>
        SendAsync(HttpMethod.Patch, path, JsonContent.Create(body), accessToken);

    public Task<HttpResponseMessage> DeleteAsync(string path, string accessToken) => SendAsync(HttpMethod.Delete, path, null, accessToken);

    public Task<HttpResponseMessage> GetAsync(string path, string? accessToken = null) => SendAsync(HttpMethod.Get, path, null, accessToken);

    /// <summary>The reply's JSON, when it is a good one.</summary>
    public static async Task<JsonElement> ReadAsync(Task<HttpResponseMessage> asked, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var reply = await asked;
        var text = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(reply.StatusCode == status, $"{(int)reply.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Adds a user who signs in with <see cref="Password"/>; gives the id.</summary>
    public async Task<Guid> AddUserAsync(string administrator, string username, params string[] roles)
    {
        var body = new { username, password = Password, roles = roles.Length == 0 ? [Roles.Guardian] : roles };
        return (await ReadAsync(PostAsync("/api/identity/users", body, administrator), HttpStatusCode.Created)).GetProperty("id").GetGuid();
    }

    /// <summary>The same, put straight into the table; services get no password.</summary>
    public async Task<UserId> PutUserAsync(string username, string role)
    {
        var user = new User(UserId.New(), username, role == Roles.Service ? null : _hash ??= Get<PasswordHashing>().Hash(Password), [role], Enabled: true);
        var deed = new Deed(Deed.System, Address: null, DateTimeOffset.UnixEpoch);
        Assert.Null(await Get<UserStore>().AddAsync(user, [], deed, TestContext.Current.CancellationToken));
        return user.Id;
    }

    public Task SwitchOffAsync(string userId) =>
        Get<Database<IdentityModule>>().WriteAsync(
            unit => unit.ExecuteAsync("update users set enabled = @off where id = @id", new { off = false, id = UserId.Parse(userId, null) }),
            TestContext.Current.CancellationToken);

    public static async Task<Tokens> ReadTokensAsync(HttpResponseMessage reply)
    {
        var text = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(reply.StatusCode == HttpStatusCode.OK, text);
        Assert.True(reply.Headers.CacheControl!.NoStore);
        return JsonSerializer.Deserialize<Tokens>(text, JsonSerializerOptions.Web)!;
    }

    /// <summary>What Identity told the others, in order: the event's name and its JSON.</summary>
    public Task<List<(string Type, string Content)>> SaidAsync() =>
        Get<Database<IdentityModule>>().ReadAsync(
            async connection => (await connection.QueryAsync<(string, string)>("select type, data from outbox order by position")).AsList(),
            TestContext.Current.CancellationToken);

    /// <summary>How many rows there are; <c>@id</c> stands for <paramref name="id"/>.</summary>
    public Task<long> CountAsync(string rows, Guid id) =>
        Get<Database<IdentityModule>>().ReadAsync(
            connection => connection.ExecuteScalarAsync<long>($"select count(*) from {rows}", new { id }),
            TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Console.DisposeAsync();
        await Host.DisposeAsync();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, string? accessToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = accessToken is null ? null : new AuthenticationHeaderValue("Bearer", accessToken);
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    internal sealed record Tokens(string AccessToken, string RefreshToken, int ExpiresIn);
}
