using Vedette.Media.Hub;
using Vedette.Media.Sources;
using Vedette.Media.Units;

namespace Vedette.Media.Ts;

/// <summary>An MPEG transport stream that arrives as it is filmed, over UDP or HTTP.</summary>
/// <param name="transport">How it travels, in words.</param>
/// <param name="input">Reads what arrives; 0 bytes when it is over.</param>
/// <param name="owned">What to dispose with the session.</param>
/// <param name="time">The clock.</param>
internal sealed class TsSession(string transport, TsSession.Input input, IDisposable owned, TimeProvider time) : ICameraSession
{
    private const int BufferBytes = 64 * 1024;
    private const int MostWaiting = 512;    // a program whose sound is announced and does not come

    private readonly Queue<TimelineUnit> _waiting = new();
    private readonly byte[] _buffer = new byte[BufferBytes];
    private TsReader? _reader;
    private TimelinePublisher? _publisher;

    /// <summary>Reads what arrives.</summary>
    public delegate Task<int> Input(Memory<byte> into, CancellationToken cancellation);

    /// <inheritdoc/>
    public SourceCounters Counters { get; } = new();

    /// <inheritdoc/>
    public string Transport => transport;

    /// <inheritdoc/>
    public string? Description => null;

    /// <inheritdoc/>
    public string? IgnoredAudio => Reader.IgnoredAudio;

    /// <summary>The pictures' format; null until known.</summary>
    public TrackFormat? Video => Reader.Parameters?.Format;

    /// <summary>The sound's format, or null.</summary>
    public TrackFormat? Audio => Reader.Audio;

    private TsReader Reader => _reader ??= new TsReader(Counters);

    /// <summary>Reads until the format is known.</summary>
    /// <exception cref="SourceException">The stream is lost, or has nothing we can record.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task LookAsync(CancellationToken cancellation)
    {
        while (Video is null || (Reader.HasAudio && Audio is null && _waiting.Count < MostWaiting))
        {
            if (!await TryReceiveAsync(cancellation))
            {
                throw Ended();
            }

            Collect();
        }
    }

    /// <inheritdoc/>
    public async Task PumpAsync(StreamHub hub, CancellationToken cancellation)
    {
        try
        {
            while (await TryReceiveAsync(cancellation))
            {
                Collect();
                Publish(hub);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return;
        }

        Reader.Flush();
        Collect();
        Publish(hub);
        throw Ended();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        while (_waiting.TryDequeue(out var unit))
        {
            UnitMemory.Return(unit.Rented);
        }

        Reader.Dispose();
        owned.Dispose();
        return ValueTask.CompletedTask;
    }

    private static SourceException Ended() => new(FeedBreakCause.Closed, "The camera ended its stream.");

    private async Task<bool> TryReceiveAsync(CancellationToken cancellation)
    {
        var count = await input(_buffer, cancellation);
        Counters.Bytes += count;
        Reader.Push(_buffer.AsSpan(0, count));
        return count > 0;
    }

    private void Collect()
    {
        while (Reader.TryTake(out var unit))
        {
            _waiting.Enqueue(unit);
        }

        while (_publisher is null && _waiting.Count > MostWaiting)
        {
            UnitMemory.Return(_waiting.Dequeue().Rented);
        }
    }

    private void Publish(StreamHub hub)
    {
        if (_publisher is null && Reader.Parameters is { } parameters
            && (!Reader.HasAudio || Audio is not null || _waiting.Count == MostWaiting))
        {
            _publisher = new TimelinePublisher(parameters, Audio, Counters);
        }

        var now = time.GetUtcNow();
        while (_publisher is not null && _waiting.TryDequeue(out var unit))
        {
            _publisher.Publish(unit, now, hub);
        }
    }
}
