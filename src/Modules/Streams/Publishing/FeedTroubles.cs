namespace Vedette.Streams.Publishing;

/// <summary>The newest troubles of a stream: at most 20, of one day. An attempt that fails as the one before did is none of its own.</summary>
internal sealed class FeedTroubles
{
    public const int Most = 20;
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly Queue<FeedTrouble> _troubles = new();
    private FeedTrouble? _newest;

    public void Add(FeedTrouble trouble)
    {
        lock (_gate)
        {
            if (_newest is { } newest && newest.Cause == trouble.Cause && newest.Message == trouble.Message)
            {
                return;
            }

            if (_troubles.Count == Most)
            {
                _ = _troubles.Dequeue();
            }

            _troubles.Enqueue(trouble);
            _newest = trouble;
        }
    }

    /// <summary>Pictures are back: what goes wrong from now on is something new.</summary>
    public void Settle()
    {
        lock (_gate)
        {
            _newest = null;
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<FeedTrouble> Of(DateTimeOffset now)
    {
        lock (_gate)
        {
            return [.. _troubles.Where(trouble => now - trouble.At <= KeptFor).Reverse()];
        }
    }
}
