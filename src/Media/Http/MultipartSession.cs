using Vedette.Foundation;
using Vedette.Media.Codecs.Mjpeg;
using Vedette.Media.Hub;
using Vedette.Media.Sources;
using Vedette.Media.Units;

namespace Vedette.Media.Http;

/// <summary>A camera that sends JPEG pictures over HTTP without end (<c>multipart/x-mixed-replace</c>). They have no time of their own: arrival counts.</summary>
internal sealed class MultipartSession(HttpFetcher fetcher, HttpResponseMessage answer, TimeProvider time) : ICameraSession
{
    private readonly MjpegParameters _parameters = new();

    /// <inheritdoc/>
    public SourceCounters Counters { get; } = new();

    /// <inheritdoc/>
    public string Transport => "MJPEG over HTTP";

    /// <inheritdoc/>
    public string? Description => answer.Content.Headers.ContentType?.ToString();

    /// <inheritdoc/>
    public string? IgnoredAudio => null;

    /// <inheritdoc/>
    public async Task PumpAsync(StreamHub hub, CancellationToken cancellation)
    {
        try
        {
            await foreach (var picture in PicturesAsync(cancellation))
            {
                Publisher.Publish(picture, time.GetUtcNow(), hub);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return;
        }

        throw new SourceException(FeedBreakCause.Closed, "The camera ended its stream.");
    }

    /// <summary>The format of the first picture.</summary>
    /// <exception cref="SourceException">No picture comes.</exception>
    public async Task<TrackFormat> LookAsync(CancellationToken cancellation)
    {
        await foreach (var picture in PicturesAsync(cancellation))
        {
            UnitMemory.Return(picture.Rented);
            return _parameters.Format!;
        }

        throw new SourceException(FeedBreakCause.Closed, "The camera ended its stream before its first picture.");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        answer.Dispose();
        fetcher.Dispose();
        return ValueTask.CompletedTask;
    }

    private TimelinePublisher Publisher => field ??= new TimelinePublisher(_parameters, audio: null, Counters);

    private async IAsyncEnumerable<TimelineUnit> PicturesAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        var (reader, started) = (new MultipartReader(), time.GetTimestamp());
        while (await fetcher.ReadAsync(body, Room(reader), cancellation) is > 0 and var count)
        {
            reader.Received(count);
            Counters.Bytes += count;
            while (TryTake(reader, time.GetElapsedTime(started), out var picture))
            {
                yield return picture;
            }
        }
    }

    private static Memory<byte> Room(MultipartReader reader)
    {
        try
        {
            return reader.Room();
        }
        catch (FormatException broken)
        {
            throw SourceException.Malformed($"The camera's pictures cannot be told apart. {broken.Message}", broken);
        }
    }

    private bool TryTake(MultipartReader reader, TimeSpan elapsed, out TimelineUnit picture)
    {
        picture = default;
        try
        {
            while (reader.TryTake(out var part))
            {
                Counters.Packets++;
                if (!_parameters.Take(part))
                {
                    Counters.Malformed++;
                    continue;
                }

                var rented = UnitMemory.Rent(part.Length);
                part.CopyTo(rented);
                picture = new TimelineUnit(true, rented, part.Length, MediaTime.FromTimeSpan(elapsed, TimelinePublisher.ClockRate), IsKey: true, LostBefore: 0);
                return true;
            }

            return false;
        }
        catch (FormatException broken)
        {
            throw SourceException.Malformed($"The camera's pictures cannot be told apart. {broken.Message}", broken);
        }
    }
}
