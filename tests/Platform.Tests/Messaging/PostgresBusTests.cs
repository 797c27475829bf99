using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Platform.Hosting;
using Vedette.Platform.Storage;
using Vedette.Platform.Tests.Modules;
using Vedette.Support;

namespace Vedette.Platform.Tests.Messaging;

public sealed class PostgresBusTests() : BusContract(Dialect.Postgres)
{
    [Fact]
    public async Task Two_processes_share_one_database_and_say_that_events_stay_inside()
    {
        var ct = TestContext.Current.CancellationToken;
        var connection = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(ct);
        var started = await Task.WhenAll(StartAsync("writers"), StartAsync("readers"));
        await using var writers = started[0];
        await using var readers = started[1];

        foreach (var host in started)
        {
            using var client = host.Client();
            var ready = await client.GetFromJsonAsync<JsonElement>("/health/ready", ct);
            Assert.Equal("ready", ready.GetProperty("status").GetString());
            Assert.Equal("postgres", ready.GetProperty("storage").GetProperty("kind").GetString());
            Assert.Contains("until a broker is configured", ready.GetProperty("bus").GetProperty("note").GetString(), StringComparison.Ordinal);
        }

        Task<ModuleHost> StartAsync(string module) => ModuleHost.StartAsync(
            [ModuleEntry.Of<WritersModule>(), ModuleEntry.Of<ReadersModule>()],
            adjust: options => options with { Modules = [module], PostgresConnectionString = connection },
            services: services => services.AddSingleton(new Desk()));
    }
}
