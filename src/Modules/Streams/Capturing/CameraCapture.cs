using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Media.Sources;
using Vedette.Streams.Publishing;

namespace Vedette.Streams.Capturing;

/// <summary>Keeps one feed filled: connects, pumps, and when the camera is lost says why and tries again, for ever.</summary>
/// <remarks>A stream that is not recorded is connected to while somebody wants it, and for <c>linger</c> longer.</remarks>
internal sealed class CameraCapture(
    CameraFeed feed, CameraEndpoint endpoints, CameraNews news, TimeSpan linger, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(5);
    private static readonly SourceTimeouts Timeouts = new();
    private readonly RetryPause _pause = feed.IsRecorded ? RetryPause.OfRecorded(Random.Shared) : RetryPause.OnDemand(Random.Shared);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(StreamAddress address, TimeSpan startDelay, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(startDelay, time, cancellation);
            if (feed.IsRecorded)
            {
                await KeepAsync(address, cancellation);
            }

            while (true)
            {
                await KeepWhileWantedAsync(address, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Switched off, changed or shutting down.
        }
    }

    private async Task KeepWhileWantedAsync(StreamAddress address, CancellationToken cancellation)
    {
        await feed.Demand.WantedAsync(cancellation);
        feed.TurnConnecting();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var keeping = KeepAsync(address, end.Token);
        try
        {
            await feed.Demand.UnwantedAsync(linger, time, cancellation);
        }
        finally
        {
            await end.CancelAsync();
            await keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        feed.TurnIdle();
        _pause.Reset();
    }

    /// <summary>Never returns; ends when cancelled.</summary>
    private async Task KeepAsync(StreamAddress address, CancellationToken cancellation)
    {
        while (true)
        {
            var (cause, retryAfter) = await TryAsync(address, cancellation);
            await Task.Delay(_pause.Next(cause, time.GetUtcNow(), retryAfter), time, cancellation);
        }
    }

    private async Task<(FeedBreakCause Cause, TimeSpan? RetryAfter)> TryAsync(StreamAddress address, CancellationToken cancellation)
    {
        try
        {
            await PlayAsync(address, cancellation);
            return (Lose(FeedBreakCause.Closed, "The camera ended its stream."), null);
        }
        catch (SourceException lost)
        {
            return (Lose(lost.Cause, lost.Message), lost.RetryAfter);
        }
        catch (FaultException fault)
        {
            return (Lose(FeedBreakCause.WrongPassword, fault.Message), null);
        }
        catch (Exception unexpected) when (unexpected is not OperationCanceledException)
        {
            StreamsLog.SessionFailed(logger, feed.Camera, unexpected);
            return (Lose(FeedBreakCause.Malformed, "The session failed unexpectedly; the log says more."), null);
        }
    }

    private async Task PlayAsync(StreamAddress address, CancellationToken cancellation)
    {
        await using var session = await SourceConnector.OpenAsync(endpoints.Of(address, feed.Transcript), Timeouts, time, cancellation);
        if (session.IgnoredAudio is { } codec)
        {
            StreamsLog.AudioLeftOut(logger, feed.Camera, codec);
        }

        feed.Follow(session, isEncrypted: address.Url.Scheme is "rtsps" or "https");
        using var watch = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pictures = NoticePicturesAsync(watch.Token);
        try
        {
            await session.PumpAsync(feed.Hub, cancellation);
            cancellation.ThrowIfCancellationRequested();
        }
        finally
        {
            feed.Unfollow();
            await watch.CancelAsync();
            await pictures;
        }
    }

    /// <summary>The camera counts as online with its first picture, and as well again when pictures kept coming for a while.</summary>
    private async Task NoticePicturesAsync(CancellationToken cancellation)
    {
        try
        {
            using var cursor = feed.Hub.OpenCursor();
            var reading = await cursor.ReadAsync(cancellation);
            if (reading.Unit is not { } unit)
            {
                return;
            }

            unit.Release();
            feed.TurnOnline();
            StreamsLog.CameraOnline(logger, feed.Camera, feed.Choice);
            if (feed.IsRecorded)
            {
                news.Online(feed.Camera, time.GetUtcNow());
            }

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
            StreamsLog.CameraSilent(logger, feed.Camera, feed.Choice, cause, detail);
            if (feed.IsRecorded)
            {
                news.Silent(feed.Camera, time.GetUtcNow(), cause);
            }
        }

        return cause;
    }
}
