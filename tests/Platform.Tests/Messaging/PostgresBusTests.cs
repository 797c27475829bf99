using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Platform.Hosting;
using Vedette.Platform.Messaging;
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

    [Fact]
    public async Task What_another_process_on_the_same_database_says_is_heard_at_the_next_look_at_its_outbox()
    {
        var ct = TestContext.Current.CancellationToken;
        var connection = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(ct);
        var (time, desk) = (new ManualTime(), new Desk());
        await using var here = await StartAsync(desk, time);
        await using var there = await StartAsync(new Desk { Fails = (_, _) => new InvalidOperationException("not for me") }, new ManualTime());
        await WriteAsync(here, "first");
        await desk.UntilAsync(seen => seen.Read.Count == 1);

        // Nobody rings here for what was said there, and the net below the bell is a minute away.
        await WriteAsync(there, "second");
        await desk.UntilAsync(seen => seen.Read.Count == 2, Look());

        Assert.Equal(["first", "second"], desk.Titles);

        Action Look()
        {
            var looked = 0;
            return () => time.Advance(Interlocked.Increment(ref looked) <= 2 ? OutboxWatch.Period : TimeSpan.Zero);
        }

        static Task WriteAsync(ModuleHost host, string title) => WritersModule.WriteAsync(
            host.Services.GetRequiredService<Database<WritersModule>>(), title, Guid.CreateVersion7(), "tester", TestContext.Current.CancellationToken);

        Task<ModuleHost> StartAsync(Desk desk, ManualTime time) => ModuleHost.StartAsync(
            [ModuleEntry.Of<WritersModule>(), ModuleEntry.Of<ReadersModule>()],
            time: time,
            adjust: options => options with { PostgresConnectionString = connection },
            services: services => services.AddSingleton(desk));
    }
}
