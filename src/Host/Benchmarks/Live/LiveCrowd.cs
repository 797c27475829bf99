using System.Net.Sockets;

namespace Vedette.Host.Benchmarks.Live;

/// <summary>
/// Viewers of one camera, in a process of their own. One task comes by every two milliseconds and reads what is there for all of them, so
/// that nobody who sends has to wake anybody, and a crowd costs the machine no more than it must.
/// </summary>
internal sealed class LiveCrowd(CrowdOrder order) : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CrowdTally _tally = new();
    private readonly CrowdViewer?[] _viewers = new CrowdViewer?[order.Viewers];
    private readonly ReadyList _ready = new();
    private readonly byte[] _buffer = new byte[512 * 1024];
    private int _lost;

    /// <summary>Says "ready" when each has a picture, counts from the next line on and returns what was seen at the one after.</summary>
    public async Task<CrowdSeen> WatchAsync(TextReader orders, TextWriter answers, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = ReadAsync(stop.Token);
        await OpenAsync(cancellation);
        await answers.WriteLineAsync("ready");
        _ = await orders.ReadLineAsync(cancellation);
        _tally.Counts = true;
        _ = await orders.ReadLineAsync(cancellation);
        _tally.Counts = false;
        await stop.CancelAsync();
        await reading;
        return _tally.Seen(_lost);
    }

    public void Dispose()
    {
        foreach (var viewer in _viewers)
        {
            viewer?.Dispose();
        }

        _ready.Dispose();
    }

    private async Task OpenAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        for (var number = 0; number < _viewers.Length; number++)
        {
            limit.Token.ThrowIfCancellationRequested();
            var viewer = CrowdViewer.Create(order, _tally);
            viewer.Open();
            Volatile.Write(ref _viewers[number], viewer);
            _ready.Enlist(viewer.Socket, number);
        }

        while (_tally.Started + Volatile.Read(ref _lost) < _viewers.Length)
        {
            await Task.Delay(20, limit.Token);
        }
    }

    private async Task ReadAsync(CancellationToken stop)
    {
        var numbers = new int[256];
        using var timer = new PeriodicTimer(Period);
        while (!stop.IsCancellationRequested)
        {
            for (var count = numbers.Length; count == numbers.Length;)
            {
                count = _ready.Ask(numbers);
                foreach (var number in numbers.AsSpan(0, count))
                {
                    Read(number);
                }
            }

            _ = await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private void Read(int number)
    {
        var viewer = Volatile.Read(ref _viewers[number])!;
        try
        {
            var received = viewer.Socket.Receive(_buffer, SocketFlags.None, out var error);
            if (received > 0)
            {
                viewer.Take(_buffer.AsSpan(0, received));
            }
            else if (error != SocketError.WouldBlock)
            {
                Lose(viewer);
            }
        }
        catch (SocketException)
        {
            Lose(viewer);
        }
    }

    private void Lose(CrowdViewer viewer)
    {
        // Closing takes it off the list.
        viewer.Dispose();
        _ = Interlocked.Increment(ref _lost);
    }
}
