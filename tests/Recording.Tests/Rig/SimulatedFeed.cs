using Vedette.Contracts.Streams;
using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;

namespace Vedette.Recording.Tests.Rig;

/// <summary>The feed of one simulated camera, over a real RTSP connection.</summary>
internal sealed class SimulatedFeed(Uri url) : IStreamDirectory, IAsyncDisposable
{
    private readonly StreamHub _hub = new(HubLimits.Default);
    private readonly CancellationTokenSource _end = new();
    private Task _pump = Task.CompletedTask;
    private RtspSession? _session;

    public async Task StartAsync(CancellationToken cancellation)
    {
        _session = await RtspSession.OpenAsync(new SourceEndpoint(url, null, null), new SourceTimeouts(), TimeProvider.System, cancellation);
        _pump = _session.PumpAsync(_hub, _end.Token);
    }

    public ValueTask<StreamCursor> OpenAsync(CameraId camera, StreamRole role, CancellationToken cancellation) => new(_hub.OpenCursor());

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _pump;
        _hub.End();
        _hub.Clear();
        if (_session is not null)
        {
            await _session.DisposeAsync();
        }

        _end.Dispose();
    }
}
