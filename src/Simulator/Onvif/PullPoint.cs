namespace Vedette.Simulator.Onvif;

/// <summary>One subscription: what happened and was not fetched yet.</summary>
internal sealed class PullPoint(DateTimeOffset ends)
{
    private const int MostKept = 100;

    private readonly Lock _gate = new();
    private readonly Queue<string> _messages = new();
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DateTimeOffset Ends { get; set; } = ends;

    public void Add(string message)
    {
        lock (_gate)
        {
            if (_messages.Count == MostKept)
            {
                _ = _messages.Dequeue();
            }

            _messages.Enqueue(message);
            _ = _news.TrySetResult();
        }
    }

    /// <summary>What there is, as soon as there is any, or nothing when time is up.</summary>
    public async Task<IReadOnlyList<string>> TakeAsync(int most, TimeSpan patience, TimeProvider time, CancellationToken cancellation)
    {
        Task news;
        lock (_gate)
        {
            news = _news.Task;
        }

        _ = await Task.WhenAny(news, Task.Delay(patience, time, cancellation));
        cancellation.ThrowIfCancellationRequested();
        var taken = new List<string>();
        lock (_gate)
        {
            while (taken.Count < most && _messages.TryDequeue(out var message))
            {
                taken.Add(message);
            }

            if (_messages.Count == 0 && _news.Task.IsCompleted)
            {
                _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        return taken;
    }
}
