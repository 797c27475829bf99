using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Vedette.Contracts.Inventory;
using Vedette.Streams.Capturing;
using Vedette.Streams.Publishing;
using Vedette.Streams.Viewing;

namespace Vedette.Streams;

/// <summary>The module's metrics, all named <c>vedette.streams.*</c>, read from the feeds when they are asked for.</summary>
internal sealed class StreamsMeters : IHostedService, IDisposable
{
    private readonly Meter _meter;

    public StreamsMeters(IMeterFactory meters, FeedDirectory feeds, LiveViews views, CameraNews news)
    {
        _meter = meters.Create("Vedette.Streams");
        _ = _meter.CreateObservableGauge(
            "vedette.streams.cameras",
            () => feeds.Feeds.Where(feed => feed.IsRecorded).GroupBy(feed => feed.Standing.State)
                .Select(group => new Measurement<int>(group.Count(), KeyValuePair.Create("state", (object?)JsonNamingPolicy.KebabCaseLower.ConvertName(group.Key.ToString())))),
            description: "Cameras by state.");
        _ = _meter.CreateObservableCounter("vedette.streams.events_lost", () => news.Lost, description: "Events that gave way while the database was away.");
        _ = _meter.CreateObservableGauge("vedette.streams.viewers", () => views.Viewers, description: "Live viewers.");
        _ = _meter.CreateObservableCounter("vedette.streams.bytes", () => PerCamera(feeds, feed => feed.Totals.Bytes), "By", "Bytes received.");
        _ = _meter.CreateObservableCounter("vedette.streams.packets", () => PerCamera(feeds, feed => feed.Totals.Packets), description: "RTP packets received.");
        _ = _meter.CreateObservableCounter("vedette.streams.packets_lost", () => PerCamera(feeds, feed => feed.Totals.Lost), description: "RTP packets lost.");
        _ = _meter.CreateObservableCounter("vedette.streams.malformed", () => PerCamera(feeds, feed => feed.Totals.Malformed), description: "Packets and NAL units not understood.");
        _ = _meter.CreateObservableCounter("vedette.streams.reconnects", () => PerCamera(feeds, feed => feed.Reconnects), description: "Times a camera came back.");
        _ = _meter.CreateObservableGauge("vedette.streams.ring", () => PerCamera(feeds, feed => feed.Hub.BytesHeld), "By", "Payload held in memory.");
        _ = _meter.CreateObservableGauge("vedette.streams.bitrate", () => PerCamera(feeds, feed => feed.Figures.BitRate ?? 0), "bit/s", "Bits received over the last seconds.");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<long>> PerCamera(FeedDirectory feeds, Func<CameraFeed, long> figure) =>
        feeds.Feeds.Select(feed => new Measurement<long>(
            figure(feed),
            KeyValuePair.Create("camera", (object?)feed.Camera.ToString()),
            KeyValuePair.Create("stream", (object?)(feed.Choice == StreamChoice.Main ? "main" : "sub"))));
}
