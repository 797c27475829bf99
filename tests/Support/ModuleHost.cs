using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vedette.Platform.Access;
using Vedette.Platform.Hosting;
using Vedette.Platform.Storage;

namespace Vedette.Support;

/// <summary>Some modules running in the test's process, on a free port of the loopback and in a folder of their own.</summary>
public sealed class ModuleHost : IAsyncDisposable
{
    // Ports of the modules themselves: many hosts run side by side.
    private static readonly Dictionary<string, string?> FreePorts = new() { ["streams:restreamPort"] = "0" };

    private readonly TemporaryFolder? _folder;
    private readonly TestTokens _tokens;

    private ModuleHost(WebApplication application, TestTokens tokens, TemporaryFolder? folder) =>
        (Application, _tokens, _folder) = (application, tokens, folder);

    public WebApplication Application { get; }

    public IServiceProvider Services => Application.Services;

    public TestTokens Tokens => _tokens;

    public Uri Address => new(Application.Urls.First());

    public string DataDirectory => Services.GetRequiredService<DataPaths>().Root;

    /// <summary>Starts <paramref name="modules"/>.</summary>
    /// <param name="modules">The table of modules; all of them are started.</param>
    /// <param name="dialect">On PostgreSQL the host gets a new database of <see cref="PostgresServer"/>.</param>
    /// <param name="time">The clock of the process; the real one unless given.</param>
    /// <param name="adjust">Changes the options before the start: data directory, settings.</param>
    /// <param name="services">Replaces services.</param>
    public static async Task<ModuleHost> StartAsync(
        IReadOnlyList<ModuleEntry> modules,
        Dialect dialect = Dialect.Sqlite,
        TimeProvider? time = null,
        Func<VedetteOptions, VedetteOptions>? adjust = null,
        Action<IServiceCollection>? services = null)
    {
        var folder = new TemporaryFolder();
        var options = new VedetteOptions
        {
            DataDirectory = folder.Path,
            Address = IPAddress.Loopback,
            Port = 0,
            PostgresConnectionString = dialect == Dialect.Postgres ? await (await PostgresServer.SharedAsync()).CreateDatabaseAsync() : null,
        };
        options = adjust?.Invoke(options) ?? options;
        options = options with { Settings = FreePorts.Concat(options.Settings).GroupBy(pair => pair.Key).ToDictionary(same => same.Key, same => same.Last().Value) };
        var clock = time ?? TimeProvider.System;
        var tokens = new TestTokens(clock);
        var application = VedetteApplication.Create(options, modules, collection =>
        {
            // The tests' own output stays readable; a test that reads the log adds a provider.
            collection.AddLogging(logging => logging.ClearProviders());
            collection.AddSingleton(clock);
            collection.AddSingleton<ITokenKeySource>(tokens);
            services?.Invoke(collection);
        });
        await application.StartAsync();
        return new ModuleHost(application, tokens, folder);
    }

    /// <summary>A client that carries a token of <paramref name="caller"/>, the administrator unless given.</summary>
    public HttpClient Client(Caller? caller = null)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", _tokens.Issue(caller ?? TestTokens.Administrator));
        return client;
    }

    /// <summary>A client without a token.</summary>
    public HttpClient Anonymous() => new() { BaseAddress = Address };

    public async ValueTask DisposeAsync()
    {
        await Application.StopAsync();
        await Application.DisposeAsync();
        _tokens.Dispose();
        _folder?.Dispose();
    }
}
