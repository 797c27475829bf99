using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Foundation;
using Vedette.Platform.Hosting;
using Vedette.Platform.Storage;
using Vedette.Platform.Tests.Modules;
using Vedette.Platform.Tests.Web;
using Vedette.Support;

namespace Vedette.Platform.Tests.Storage;

public sealed class DatabaseAwayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_its_PostgreSQL_the_process_starts_and_says_why_it_is_not_ready()
    {
        // A port nobody listens on, until the forwarding below opens it.
        using var reserved = new TcpListener(IPAddress.Loopback, 0);
        reserved.Start();
        var port = ((IPEndPoint)reserved.LocalEndpoint).Port;
        reserved.Stop();
        var real = new Npgsql.NpgsqlConnectionStringBuilder(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(Ct));
        var realPort = real.Port;
        real.Port = port;

        await using var host = await ModuleHost.StartAsync(
            [ModuleEntry.Of<WritersModule>()], adjust: options => options with { PostgresConnectionString = real.ToString() });
        using var client = host.Client();
        using var ready = await client.GetAsync("/health/ready", Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        var report = await ready.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal("unready", report.GetProperty("storage").GetProperty("status").GetString());
        Assert.Contains("PostgreSQL", report.GetProperty("modules")[0].GetProperty("reasons")[0].GetString(), StringComparison.Ordinal);
        using var live = await client.GetAsync("/health/live", Ct);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);

        using var refused = await client.PostAsJsonAsync("/api/writers/notes", new { title = "too early" }, Ct);
        await Answer.ProblemAsync(refused, HttpStatusCode.ServiceUnavailable, "storage-unavailable");
        Assert.NotNull(refused.Headers.RetryAfter);

        // Now it comes up: the tables are set up in the background.
        await using var forwarding = PortForwarding.Start(port, realPort);
        await WaitForAsync(async () => (await client.GetAsync("/health/ready", Ct)).StatusCode == HttpStatusCode.OK);
        using var written = await client.PostAsJsonAsync("/api/writers/notes", new { title = "now" }, Ct);
        Assert.Equal(HttpStatusCode.Created, written.StatusCode);

        // And goes away again while running.
        await forwarding.DisposeAsync();
        using var again = await client.PostAsJsonAsync("/api/writers/notes", new { title = "away" }, Ct);
        await Answer.ProblemAsync(again, HttpStatusCode.ServiceUnavailable, "storage-unavailable");
    }

    [Fact]
    public async Task A_locked_SQLite_file_is_a_transient_fault()
    {
        await using var host = await ModuleHost.StartAsync([ModuleEntry.Of<WritersModule>()]);
        await using var stranger = new SqliteConnection($"Data Source={Path.Combine(host.DataDirectory, "databases", "writers.db")};Pooling=false");
        await stranger.OpenAsync(Ct);
        var database = host.Services.GetRequiredService<Database<WritersModule>>();
        await using (await stranger.BeginTransactionAsync(Ct))
        {
            var fault = await Assert.ThrowsAsync<FaultException>(() => WritersModule.WriteAsync(database, "locked", Guid.CreateVersion7(), "tester", Ct));
            Assert.Equal((FaultKind.Storage, true), (fault.Kind, fault.IsTransient));
        }

        await WritersModule.WriteAsync(database, "free", Guid.CreateVersion7(), "tester", Ct);
    }

    private static async Task WaitForAsync(Func<Task<bool>> reached)
    {
        var limit = DateTime.UtcNow + TimeSpan.FromSeconds(60);
        while (!await reached())
        {
            Assert.True(DateTime.UtcNow < limit, "Waited too long.");
            await Task.Delay(100, Ct);
        }
    }
}
