namespace Vedette.Sensing.Talking;

/// <summary>How a thing tells us of what happens.</summary>
internal enum Subprotocol
{
    /// <summary>A request that is answered when something happens, again and again.</summary>
    LongPoll,

    /// <summary>An answer without an end (WHATWG HTML, server-sent events).</summary>
    ServerSentEvents,

    /// <summary>Messages, each of which is one value.</summary>
    WebSocket,
}
