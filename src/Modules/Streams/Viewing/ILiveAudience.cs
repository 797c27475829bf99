namespace Vedette.Streams.Viewing;

/// <summary>Who is shown a live view: a WebSocket's backlog, or the window of a playlist. Neither may make the view wait.</summary>
internal interface ILiveAudience
{
    /// <summary>Takes a message. Whoever keeps a fragment beyond the call takes a lease of its own.</summary>
    void Offer(in LiveMessage message);

    /// <summary>Nothing follows.</summary>
    void Close(Farewell farewell);
}
