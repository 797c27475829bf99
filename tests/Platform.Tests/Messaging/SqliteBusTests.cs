using Microsoft.Extensions.DependencyInjection;
using Vedette.Platform.Hosting;
using Vedette.Platform.Storage;
using Vedette.Platform.Tests.Modules;
using Vedette.Support;

namespace Vedette.Platform.Tests.Messaging;

public sealed class SqliteBusTests() : BusContract(Dialect.Sqlite)
{
    private static readonly ModuleEntry[] Modules = [ModuleEntry.Of<WritersModule>(), ModuleEntry.Of<ReadersModule>()];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_in_hand_when_the_process_is_killed_is_delivered_again()
    {
        using var image = new TemporaryFolder();
        var first = new Desk();
        await using (var host = await StartAsync(first))
        {
            await WriteAsync(host, "handled");
            await first.UntilAsync(seen => seen.Read.Count == 1);
            // Settled: the event after it is read only then.
            await WriteAsync(host, "handled too");
            await first.UntilAsync(seen => seen.Read.Count == 2);
            first.Fails = (_, _) => new InvalidOperationException("in hand");
            await WriteAsync(host, "in hand");
            await first.UntilAsync(seen => seen.Tries.ContainsKey("in hand"));
            // The files as a kill would leave them: nothing is closed, the write-ahead log is not folded in.
            CopyFolder(Path.Combine(host.DataDirectory, "databases"), image.Combine("databases"));
        }

        var second = new Desk();
        await using var again = await StartAsync(second, image.Path);
        await second.UntilAsync(seen => seen.Titles.Contains("in hand"));
        Assert.DoesNotContain("handled", second.Titles);
    }

    [Fact]
    public async Task A_source_put_back_to_an_older_state_is_delivered_from_its_beginning()
    {
        using var folder = new TemporaryFolder();
        var first = new Desk();
        await using (var host = await StartAsync(first, folder.Path))
        {
            await WriteAsync(host, "one");
            await WriteAsync(host, "two");
            await first.UntilAsync(seen => seen.Read.Count == 2);
        }

        foreach (var file in Directory.GetFiles(folder.Combine("databases"), "writers.db*"))
        {
            File.Delete(file);
        }

        var second = new Desk();
        await using var again = await StartAsync(second, folder.Path);
        await WriteAsync(again, "new");
        await second.UntilAsync(seen => seen.Read.Count == 1);
        Assert.Equal(["new"], second.Titles);
    }

    private static Task<ModuleHost> StartAsync(Desk desk, string? data = null) => ModuleHost.StartAsync(
        Modules,
        adjust: options => options with { DataDirectory = data ?? options.DataDirectory },
        services: services => services.AddSingleton(desk));

    private static Task<Guid> WriteAsync(ModuleHost host, string title) =>
        WritersModule.WriteAsync(host.Services.GetRequiredService<Database<WritersModule>>(), title, Guid.CreateVersion7(), "tester", Ct);

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
