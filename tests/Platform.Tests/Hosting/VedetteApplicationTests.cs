using System.Net;
using System.Net.WebSockets;
using System.Runtime.Versioning;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Hosting;
using Vedette.Platform.Tests.Modules;
using Vedette.Support;

namespace Vedette.Platform.Tests.Hosting;

public sealed class VedetteApplicationTests
{
    private static readonly ModuleEntry[] Modules = [ModuleEntry.Of<WritersModule>(), ModuleEntry.Of<ReadersModule>()];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void An_unknown_module_is_refused_and_the_known_are_named()
    {
        using var folder = new TemporaryFolder();
        var refused = Assert.Throws<FaultException>(() => VedetteApplication.Create(
            new VedetteOptions { DataDirectory = folder.Path, Modules = ["writers", "riders"] }, Modules));
        Assert.Equal(FaultKind.Configuration, refused.Kind);
        Assert.Equal("There is no module riders; the modules are writers, readers.", refused.Message);
    }

    [Fact]
    public async Task Only_the_chosen_modules_answer()
    {
        await using var host = await ModuleHost.StartAsync(Modules, adjust: options => options with { Modules = ["readers"] }, services: services => services.AddSingleton<Desk>());
        using var client = host.Client();
        using var response = await client.GetAsync("/api/writers/me", Ct);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public void All_wrong_settings_are_named_at_once()
    {
        using var folder = new TemporaryFolder();
        var outOfRange = Assert.Throws<FaultException>(() => Create(folder, ("writers:pens", "0")));
        Assert.Contains("pens must be from 1 to 100", outOfRange.Message, StringComparison.Ordinal);

        var unknown = Assert.Throws<FaultException>(() => Create(folder, ("writers:pencils", "3")));
        Assert.Contains("pencils", unknown.Message, StringComparison.Ordinal);

        var wrongType = Assert.Throws<FaultException>(() => Create(folder, ("writers:pens", "many")));
        Assert.Contains("pens", wrongType.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Settings_come_from_the_file_and_are_overruled_by_the_command()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.Combine("vedette.json"), """{"writers": {"pens": 7, "pause": "00:00:09"}}""", Ct);
        await using var application = Create(folder, ("writers:pens", "8"));
        Assert.Equal(new WritersOptions { Pens = 8, Pause = TimeSpan.FromSeconds(9) }, application.Services.GetRequiredService<WritersOptions>());
    }

    [Fact]
    public async Task Workers_stop_in_reverse_order_after_the_last_request()
    {
        var diary = new Diary();
        await using (await ModuleHost.StartAsync([ModuleEntry.Of<WorkersModule>()], services: services => services.AddSingleton(diary)))
        {
            Assert.Equal(["first starts", "second starts"], diary.Lines);
        }

        Assert.Equal(["first starts", "second starts", "second stops", "first stops"], diary.Lines);
    }

    [Fact]
    public async Task A_worker_that_dies_is_reported_and_the_process_lives()
    {
        var diary = new Diary { Dies = true };
        await using var host = await ModuleHost.StartAsync([ModuleEntry.Of<WorkersModule>()], services: services => services.AddSingleton(diary));
        using var client = host.Anonymous();
        using var ready = await client.GetAsync("/health/ready", Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("FirstWorker has stopped: tired", await ready.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_WebSocket_does_not_hold_up_the_shutdown()
    {
        await using var host = await ModuleHost.StartAsync([ModuleEntry.Of<WorkersModule>()], services: services => services.AddSingleton(new Diary()));
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{host.Address.Port}/api/workers/socket?access_token={host.Tokens.Issue("owner")}"), Ct);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        await host.Application.StopAsync(patience.Token);
        Assert.False(patience.IsCancellationRequested);
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public void The_data_directory_is_its_owners_alone()
    {
        using var folder = new TemporaryFolder();
        var paths = new DataPaths(folder.Combine("data"));
        foreach (var path in (string[])[paths.Keys, paths.Databases, paths.Recordings, paths.Temporary])
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
        }
    }

    private static WebApplication Create(TemporaryFolder folder, params (string Key, string Value)[] settings) => VedetteApplication.Create(
        new VedetteOptions { DataDirectory = folder.Path, Settings = settings.ToDictionary(one => one.Key, one => (string?)one.Value) },
        [ModuleEntry.Of<WritersModule>()]);

    private sealed class Diary
    {
        private readonly List<string> _lines = [];

        public bool Dies { get; init; }

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (_lines)
                {
                    return [.. _lines];
                }
            }
        }

        public void Note(string line)
        {
            lock (_lines)
            {
                _lines.Add(line);
            }
        }
    }

    private sealed class WorkersModule : IModule
    {
        public static string Name => "workers";

        public static void Add(ModuleBuilder module) => module.Worker<FirstWorker>().Worker<SecondWorker>();

        public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/socket", async (HttpContext context, CancellationToken ct) =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(Timeout.Infinite, context.RequestAborted));
            // Not CloseAsync: that would wait for the viewer to say goodbye too.
            await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "stopping", CancellationToken.None);
        }).AcceptTokenInQuery();
    }

    private sealed class FirstWorker(Diary diary) : BackgroundService
    {
        public override Task StartAsync(CancellationToken cancellationToken)
        {
            diary.Note("first starts");
            return base.StartAsync(cancellationToken);
        }

        public override Task StopAsync(CancellationToken cancellationToken)
        {
            diary.Note("first stops");
            return base.StopAsync(cancellationToken);
        }

        protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
            diary.Dies ? Task.FromException(new InvalidOperationException("tired")) : Task.CompletedTask;
    }

    private sealed class SecondWorker(Diary diary) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            diary.Note("second starts");
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            diary.Note("second stops");
            return Task.CompletedTask;
        }
    }
}
