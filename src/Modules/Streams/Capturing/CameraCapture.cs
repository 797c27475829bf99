using Microsoft.Extensions.Logging;
using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Media.Sources;
using Vedette.Streams.Publishing;

namespace Vedette.Streams.Capturing;

/// <summary>Keeps one camera's feed filled: connects, pumps, and when the camera is lost says why and tries again, for ever.</summary>
internal sealed class CameraCapture(CameraFeed feed, CameraEndpoint endpoints, CameraNews news, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(5);
    private static readonly SourceTimeouts Timeouts = new();
    private readonly RetryPause _pause = new(Random.Shared);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CameraSource source, TimeSpan startDelay, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(startDelay, time, cancellation);
            while (true)
            {
                var cause = await TryAsync(source, cancellation);
                await Task.Delay(_pause.Next(cause, time.GetUtcNow()), time, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Switched off, changed or shutting down.
        }
    }

    private async Task<FeedBreakCause> TryAsync(CameraSource source, CancellationToken cancellation)
    {
        try
        {
            await PlayAsync(source, cancellation);
            return Lose(FeedBreakCause.Closed, "The camera ended its stream.");
        }
        catch (SourceException lost)
        {
            return Lose(lost.Cause, lost.Message);
        }
        catch (FaultException fault)
        {
            return Lose(FeedBreakCause.WrongPassword, fault.Message);
        }
        catch (Exception unexpected) when (unexpected is not OperationCanceledException)
        {
            StreamsLog.SessionFailed(logger, feed.Camera, unexpected);
            return Lose(FeedBreakCause.Malformed, "The session failed unexpectedly; the log says more.");
        }
    }

    private async Task PlayAsync(CameraSource source, CancellationToken cancellation)
    {
        await using var session = await SourceConnector.OpenAsync(endpoints.Of(source), Timeouts, time, cancellation);
        if (session.IgnoredAudio is { } codec)
        {
            StreamsLog.AudioLeftOut(logger, feed.Camera, codec);
        }

        feed.Follow(session.Counters);
        using var watch = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pictures = NoticePicturesAsync(feed.Hub.OpenCursor(), watch.Token);
        try
        {
            await session.PumpAsync(feed.Hub, cancellation);
            cancellation.ThrowIfCancellationRequested();
        }
        finally
        {
            await watch.CancelAsync();
            await pictures;
        }
    }

    /// <summary>The camera counts as online with its first picture, and as well again when pictures kept coming for a while.</summary>
    private async Task NoticePicturesAsync(StreamCursor cursor, CancellationToken cancellation)
    {
        try
        {
            var reading = await cursor.ReadAsync(cancellation);
            if (reading.Unit is not { } unit)
            {
                return;
            }

            unit.Release();
            feed.TurnOnline();
            StreamsLog.CameraOnline(logger, feed.Camera);
            news.Online(feed.Camera, time.GetUtcNow());
            await Task.Delay(Settled, time, cancellation);
            _pause.Reset();
        }
        catch (OperationCanceledException)
        {
            // The session ended first.
        }
    }

    private FeedBreakCause Lose(FeedBreakCause cause, string detail)
    {
        var before = feed.Standing;
        feed.TurnSilent(cause, detail);
        if (before.State != FeedState.Silent || before.Break?.Cause != cause)
        {
            StreamsLog.CameraSilent(logger, feed.Camera, cause, detail);
            news.Silent(feed.Camera, time.GetUtcNow(), cause);
        }

        return cause;
    }
}
