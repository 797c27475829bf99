using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.WebSockets;

namespace Vedette.Host.Benchmarks;

/// <summary>
/// Viewers of one camera, in a process of their own. The first line of its input is the address, which carries a token. Says "ready" when
/// each has a picture, counts from the next line on and prints what it saw at the one after.
/// </summary>
internal sealed class LiveCrowd(int viewers)
{
    private static readonly DateTimeOffset NtpEpoch = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly List<double> _first = [];
    private readonly List<double> _latencies = [];
    private long _bytes;
    private long _skips;
    private volatile bool _counts;

    public async Task<LiveSeen> WatchAsync(TextReader orders, TextWriter answers, CancellationToken cancellation)
    {
        var live = new Uri(await orders.ReadLineAsync(cancellation) ?? throw new InvalidOperationException("The address is missing."));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watching = new List<Task>();
        for (var viewer = 0; viewer < viewers; viewer++)
        {
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            watching.Add(WatchAsync(live, started, stop.Token));
            await Task.WhenAny(started.Task, watching[^1]).WaitAsync(TimeSpan.FromSeconds(60), cancellation);
        }

        await answers.WriteLineAsync("ready");
        _ = await orders.ReadLineAsync(cancellation);
        _counts = true;
        _ = await orders.ReadLineAsync(cancellation);
        _counts = false;
        var lost = watching.Count(task => task.IsCompleted);
        await stop.CancelAsync();
        await Task.WhenAll(watching);
        return new LiveSeen(
            Median(_first), Percentile(_first, 0.95), Median(_latencies), Percentile(_latencies, 0.95), _latencies.Count, _skips, _bytes, lost);
    }

    private static double Median(List<double> values) => Percentile(values, 0.5);

    private static double Percentile(List<double> values, double share)
    {
        values.Sort();
        return values.Count == 0 ? double.NaN : Math.Round(values[Math.Min(values.Count - 1, (int)(values.Count * share))], 1);
    }

    private async Task WatchAsync(Uri live, TaskCompletionSource started, CancellationToken stop)
    {
        using var socket = new ClientWebSocket();
        var opening = Stopwatch.GetTimestamp();
        var buffer = new byte[64 * 1024];
        try
        {
            await socket.ConnectAsync(live, stop);
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), stop);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    throw new InvalidOperationException($"A viewer was sent away: {socket.CloseStatusDescription}");
                }

                var isText = part.MessageType == WebSocketMessageType.Text;
                var wallTime = isText ? null : WallTimeOf(buffer.AsSpan(0, part.Count));
                var isSkip = isText && buffer.AsSpan(0, part.Count).IndexOf("\"skipped\""u8) >= 0;
                long bytes = part.Count;
                while (!part.EndOfMessage)
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(), stop);
                    bytes += part.Count;
                }

                Note(bytes, wallTime, isSkip);
                if (wallTime is not null && !started.Task.IsCompleted)
                {
                    NoteFirst(Stopwatch.GetElapsedTime(opening));
                    started.SetResult();
                }
            }
        }
        catch (Exception over) when (over is OperationCanceledException or WebSocketException && stop.IsCancellationRequested)
        {
            // Everything was seen.
        }
    }

    /// <summary>Each fragment begins with its producer reference time (ISO/IEC 14496-12 section 8.16.5).</summary>
    private static DateTimeOffset? WallTimeOf(ReadOnlySpan<byte> message)
    {
        if (message.Length < 32 || !message[4..8].SequenceEqual("prft"u8))
        {
            return null;
        }

        var ntp = BinaryPrimitives.ReadUInt64BigEndian(message[16..]);
        return NtpEpoch.AddSeconds((ntp >> 32) + ((ntp & uint.MaxValue) / (double)(1UL << 32)));
    }

    private void Note(long bytes, DateTimeOffset? wallTime, bool isSkip)
    {
        if (!_counts)
        {
            return;
        }

        var now = TimeProvider.System.GetUtcNow();
        lock (_gate)
        {
            _bytes += bytes;
            _skips += isSkip ? 1 : 0;
            if (wallTime is { } taken)
            {
                _latencies.Add((now - taken).TotalMilliseconds);
            }
        }
    }

    private void NoteFirst(TimeSpan after)
    {
        lock (_gate)
        {
            _first.Add(after.TotalMilliseconds);
        }
    }
}

/// <summary>What a crowd saw.</summary>
internal sealed record LiveSeen(
    double FirstPictureMs, double FirstPictureP95Ms, double LatencyMs, double LatencyP95Ms, long Pictures, long Skips, long Bytes, int Lost);
