using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Vedette.Host.Benchmarks.Start;

/// <summary>An ASP.NET Core application that does nothing but answer, run by the same executable: the floor of what this framework costs.</summary>
internal sealed class EmptyServer : IAsyncDisposable
{
    /// <summary>The hidden command that runs it.</summary>
    public const string Command = "start-floor";

    private readonly Process _process;

    private EmptyServer(Process process, int port) => (_process, Address) = (process, new Uri($"http://127.0.0.1:{port}"));

    public Uri Address { get; }

    public ProcessTree Tree => new([_process.Id]);

    public static EmptyServer Start()
    {
        var port = ServerProcess.FreePort();
        return new EmptyServer(BenchChild.Start(["bench", Command, "--port", port.ToString(CultureInfo.InvariantCulture)]), port);
    }

    /// <summary>What the child does.</summary>
    public static async Task ServeAsync(int port, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddRouting();
        await using var application = builder.Build();
        application.UseRouting();
        _ = application.MapGet("/health/ready", (RequestDelegate)(context => context.Response.WriteAsync("ready", cancellation)));
        await application.RunAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
