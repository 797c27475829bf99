namespace Vedette.Host.Benchmarks.Record;

/// <summary>Ourselves: the whole program as users run it, in a process of its own, set up through its API.</summary>
internal sealed class VedetteRecorder(RecordedCameras cameras) : IRecorder
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly ServerProcess _server = ServerProcess.Start();
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

    // Gaps say what happened since.
    public Task EnsureRecordingAsync(CancellationToken cancellation) => Task.CompletedTask;

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

    private static async Task<int> CountAsync(
        ApiSession api, Guid camera, string what, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        (await api.GetAllAsync($"/api/recording/cameras/{camera}/{what}?from={from.UtcDateTime:O}&to={to.UtcDateTime:O}", cancellation)).Count;

    private async Task WaitUntilRecordingAsync(ApiSession api, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        while ((await api.GetAllAsync("/api/recording/cameras", limit.Token)).Count(camera => camera.GetProperty("recording").GetBoolean()) < cameras.Count)
        {
            await Task.Delay(200, limit.Token);
        }
    }
}
