using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Media.Units;
using Vedette.Streams.Publishing;

namespace Vedette.Streams.Viewing.Transcoding;

/// <summary>A feed's pictures as H.264, for browsers that cannot show what the camera sends. Runs while somebody watches them.</summary>
/// <remarks>
/// Belongs here: one child after the other, each for an unbroken stretch; sound goes past it untouched. Does not: decoding in this
/// process. A child that cannot follow loses pictures, because the feed overtakes it; one that fails is started again twice.
/// </remarks>
internal sealed class Transcode(CameraFeed feed, int width, TimeProvider time, ILogger logger, Action giveBack) : IDisposable
{
    private const int MostFailures = 3;

    private Action? _giveBack = giveBack;
    private EncoderProcess? _encoder;
    private StreamFormat? _source;
    private Run? _run;
    private int _failures;

    /// <summary>Where the new pictures are published.</summary>
    public StreamHub Hub { get; } = new(HubLimits.Default);

    /// <summary>Whether it ended because no encoder makes anything of the pictures.</summary>
    public bool HasGivenUp => _failures >= MostFailures;

    /// <summary>Ends when cancelled, with the feed, or when the pictures cannot be converted; then the hub ends too.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var cursor = feed.Hub.OpenCursor();
        try
        {
            while (!HasGivenUp)
            {
                var reading = await cursor.ReadAsync(cancellation);
                switch (reading.Kind)
                {
                    case ReadingKind.Unit:
                        await ConvertAsync(reading.Unit!, cancellation);
                        break;
                    case ReadingKind.Break:
                        await StopAsync();
                        Hub.Publish(reading.Break!);
                        break;
                    case ReadingKind.End:
                        return;
                    case ReadingKind.None or ReadingKind.Missed:
                        break;
                }
            }

        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Nobody watches any more, or the server stops.
        }
        finally
        {
            await StopAsync();
            Hub.End();
            Hub.Clear();
        }
    }

    /// <summary>Gives the place in the budget back. Disposing twice is harmless.</summary>
    public void Dispose() => Interlocked.Exchange(ref _giveBack, null)?.Invoke();

    private async Task ConvertAsync(AccessUnit unit, CancellationToken cancellation)
    {
        try
        {
            if (!unit.IsVideo)
            {
                PassOn(unit);
                return;
            }

            if (_encoder is null || _encoder.HasFailed || unit.Header.Run != _run || !ReferenceEquals(unit.Header.Format, _source))
            {
                if (!unit.IsKey)
                {
                    return;
                }

                await StopAsync();
                Start(unit);
            }

            await _encoder!.EncodeAsync(unit, cancellation);
        }
        catch (FaultException failed) when (failed.Kind == FaultKind.ChildProcess)
        {
            // One that could not be started at all cannot be started a second time either.
            _failures = _encoder is null ? MostFailures : _failures;
            StreamsLog.TranscodeFailed(logger, feed.Camera, failed.Message);
        }
        finally
        {
            unit.Release();
        }
    }

    private void Start(AccessUnit first)
    {
        (_source, _run) = (first.Header.Format, first.Header.Run);
        _encoder = new EncoderProcess(first, width, Hub, time);
    }

    /// <summary>Sound keeps its times: they are of the same run.</summary>
    private void PassOn(AccessUnit sound)
    {
        if (_encoder is { Format: { } format } && sound.Header.Run == _run && ReferenceEquals(sound.Header.Format, _source))
        {
            Hub.Publish(AccessUnit.Copy(sound.Header with { Format = format }, sound.Bytes.Span));
        }
    }

    private async Task StopAsync()
    {
        if (_encoder is { } encoder)
        {
            _encoder = null;
            await encoder.DisposeAsync();

            // One that made pictures starts the count anew.
            _failures = (encoder.HasEncoded ? 0 : _failures) + (encoder.HasFailed ? 1 : 0);
            if (encoder.Complaint is { } complaint)
            {
                StreamsLog.TranscodeFailed(logger, feed.Camera, complaint);
            }
        }
    }
}
