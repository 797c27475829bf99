using System.Diagnostics;
using Vedette.Foundation;

namespace Vedette.Host.Benchmarks.Record;

/// <summary>Ourselves: the whole program as users run it, in a process of its own, set up through its API.</summary>
internal sealed class VedetteRecorder(RecordedCameras cameras) : IRecorder
{
    private const double QuietSeconds = 0.02;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan QuietTime = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan MostSettling = TimeSpan.FromSeconds(60);

    // The runtime's compiler ends its thread after four idle seconds, and what that used could not be told any more: here it stays an hour (0x36EE80 ms).
    private readonly ServerProcess _server = ServerProcess.Start(("DOTNET_TC_BackgroundWorkerTimeoutMs", "36EE80"));
    private readonly List<Guid> _ids = [];

    public ProcessTree Tree => _server.Tree;

    public DirectoryInfo Output => _server.Data;

    public int Restarts => 0;

    public async Task StartAsync(CancellationToken cancellation)
    {
        using var api = await _server.SignInAsync(cancellation);
        if (cameras.Count == 0)
        {
            return;
        }

        var property = await api.CreateAsync("/api/inventory/properties", new { name = "Bench", address = "", timeZone = "UTC" }, cancellation);
        var room = await api.CreateAsync("/api/inventory/rooms", new { propertyId = property, name = "Bench" }, cancellation);
        foreach (var camera in cameras.Numbers)
        {
            var source = new { url = cameras.Url(camera) };
            _ids.Add(await api.CreateAsync("/api/inventory/devices", new { name = $"Camera {camera}", roomId = room, kind = "camera", source }, cancellation));
        }

        await WaitUntilRecordingAsync(api, cancellation);
    }

    /// <summary>
    /// Until the runtime's compiler has been quiet for a moment. Methods that run seldom are compiled anew minutes later still; that is counted,
    /// and shown as compiling.
    /// </summary>
    public async Task SettleAsync(CancellationToken cancellation)
    {
        var (began, compiled) = (Stopwatch.GetTimestamp(), CompilingSeconds());
        do
        {
            await Task.Delay(QuietTime, cancellation);
            (compiled, var before) = (CompilingSeconds(), compiled);
            if (compiled - before < QuietSeconds)
            {
                return;
            }
        }
        while (Stopwatch.GetElapsedTime(began) < MostSettling);
    }

    public async Task<RecordedSpan> AccountAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        // A token of its own: the last one may have been asked for long ago.
        using var api = await _server.SignInAsync(cancellation);
        var (segments, gaps) = (0, 0);
        foreach (var camera in _ids)
        {
            segments += await CountAsync(api, camera, "segments", from, to, cancellation);
            gaps += await CountAsync(api, camera, "gaps", from, to, cancellation);
        }

        return new RecordedSpan(segments, gaps);
    }

    public IReadOnlyList<FileInfo> FilesOfOneCamera() => Output.EnumerateFiles("*.mp4", SearchOption.AllDirectories)
        .GroupBy(file => file.FullName.Split("/segments/")[^1].Split('/')[0])
        .Select(files => (IReadOnlyList<FileInfo>)[.. files.OrderBy(file => file.Name, StringComparer.Ordinal).SkipLast(1)])
        .FirstOrDefault() ?? [];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private double CompilingSeconds() => Tree.ThreadSeconds(RecordingMeter.RuntimeCompiler);

    private static async Task<int> CountAsync(
        ApiSession api, Guid camera, string what, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        (await api.GetAllAsync($"/api/recording/cameras/{camera}/{what}?from={from.UtcDateTime:O}&to={to.UtcDateTime:O}", cancellation)).Count;

    private async Task WaitUntilRecordingAsync(ApiSession api, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var recording = (await api.GetAllAsync("/api/recording/cameras", cancellation)).Count(camera => camera.GetProperty("recording").GetBoolean());
            if (recording == cameras.Count)
            {
                return;
            }

            if (Stopwatch.GetElapsedTime(began) > Patience)
            {
                throw new FaultException(FaultKind.Network, $"{recording} of {cameras.Count} cameras are recorded after {Patience.TotalMinutes:0} minutes: are they there?");
            }

            await Task.Delay(200, cancellation);
        }
    }
}
