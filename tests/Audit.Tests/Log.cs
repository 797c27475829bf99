using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Audit.Storage;
using Vedette.Contracts.Audit;
using Vedette.Platform.Hosting;
using Vedette.Platform.Storage;
using Vedette.Support;

namespace Vedette.Audit.Tests;

/// <summary>The log running alone, with the few calls every test makes.</summary>
internal sealed class Log : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly ModuleHost _host;

    private Log(ModuleHost host) => (_host, Http) = (host, host.Client());

    public HttpClient Http { get; }

    public ModuleHost Host => _host;

    public ChainCheck Check => _host.Services.GetRequiredService<ChainCheck>();

    public HeadNotes Heads => _host.Services.GetRequiredService<HeadNotes>();

    public Database<AuditModule> Database => _host.Services.GetRequiredService<Database<AuditModule>>();

    public static async Task<Log> StartAsync(Dialect dialect = Dialect.Sqlite, TimeProvider? time = null) =>
        new(await ModuleHost.StartAsync([ModuleEntry.Of<AuditModule>()], dialect, time));

    public static ActionRecorded Action(int number, string action = "recording.played", string actor = "somebody", Guid? target = null, string detail = "") =>
        new(Guid.CreateVersion7(), action, actor, target, detail, Noon.AddSeconds(number));

    public Task AppendAsync(ActionRecorded action) =>
        _host.Services.GetRequiredService<ActionStore>().AppendAsync(action, TestContext.Current.CancellationToken);

    public async Task FillAsync(int entries)
    {
        for (var number = 1; number <= entries; number++)
        {
            await AppendAsync(Action(number, detail: $"entry {number}"));
        }
    }

    public async Task<JsonElement> ReadAsync(string path) =>
        await Http.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);

    /// <summary>As somebody would who owns the database: without the triggers that refuse it.</summary>
    public Task ForgeAsync(string sql) => Database.WriteAsync(
        async unit =>
        {
            foreach (var statement in Database.Dialect == Dialect.Sqlite
                ? ["drop trigger if exists actions_stay", "drop trigger if exists actions_remain", sql]
                : (string[])["drop trigger if exists actions_stay on actions", "drop trigger if exists actions_remain on actions", sql])
            {
                _ = await unit.ExecuteAsync(statement);
            }
        },
        TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.DisposeAsync();
    }
}
