namespace Vedette.Host.Benchmarks.Live;

/// <summary>Ourselves: the whole program, which also records the camera; over WebSockets or over RTSP.</summary>
internal sealed class VedetteLive(ServerProcess server, int port, CrowdProtocol protocol, IReadOnlyList<Guid> cameras) : ILiveServer
{
    public string Name => protocol == CrowdProtocol.Rtsp ? "vedette rtsp" : "vedette websocket";

    public int Process => server.Id;

    public async Task<CrowdOrder> OrderAsync(bool isSmall, int viewers, CancellationToken cancellation)
    {
        // A token of its own for each crowd: one lives for a quarter of an hour.
        using var api = await server.SignInAsync(cancellation);
        var camera = cameras[isSmall ? 1 : 0];
        var url = protocol == CrowdProtocol.Rtsp
            ? new UriBuilder("rtsp", "127.0.0.1", port, $"/{camera}", $"?access_token={api.Token}")
            : new UriBuilder("ws", "127.0.0.1", server.Address.Port, $"/api/streams/cameras/{camera}/live", $"?access_token={api.Token}");
        return new CrowdOrder(protocol, url.Uri, viewers);
    }

    /// <summary>A server for more viewers than a household has.</summary>
    public static ServerProcess Start(int port) => ServerProcess.Start(
        ("VEDETTE_streams__viewersPerCamera", "10000"),
        ("VEDETTE_streams__restreamPort", $"{port}"),
        ("VEDETTE_streams__restreamClients", "10000"),
        ("VEDETTE_streams__restreamClientsPerAddress", "10000"));

    /// <summary>Adds cameras and waits until there are pictures.</summary>
    public static async Task<IReadOnlyList<Guid>> AddAsync(ServerProcess server, IReadOnlyList<string> urls, CancellationToken cancellation)
    {
        using var api = await server.SignInAsync(cancellation);
        var property = await api.CreateAsync("/api/inventory/properties", new { name = "Bench", address = "", timeZone = "UTC" }, cancellation);
        var room = await api.CreateAsync("/api/inventory/rooms", new { propertyId = property, name = "Bench" }, cancellation);
        var cameras = new List<Guid>();
        foreach (var url in urls)
        {
            cameras.Add(await api.CreateAsync("/api/inventory/devices", new { name = $"Camera {cameras.Count + 1}", roomId = room, kind = "camera", source = new { url } }, cancellation));
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while ((await api.GetAllAsync("/api/streams/cameras", limit.Token)).Count(stream => stream.GetProperty("state").GetString() == "online") < urls.Count)
        {
            await Task.Delay(200, limit.Token);
        }

        return cameras;
    }
}
