using System.Net.WebSockets;

namespace Vedette.Streams.Viewing;

/// <summary>Why a WebSocket is closed, as its peer is told.</summary>
internal sealed record Farewell(WebSocketCloseStatus Status, string Reason)
{
    public static Farewell SwitchedOff { get; } = new(WebSocketCloseStatus.NormalClosure, "The camera was switched off.");

    public static Farewell Changed { get; } = new(WebSocketCloseStatus.NormalClosure, "Another stream is shown now; connect again.");

    public static Farewell Expired { get; } = new(WebSocketCloseStatus.PolicyViolation, "The access token has expired; connect again with a new one.");

    /// <summary>The console knows it by this word and does not connect again by itself.</summary>
    public static Farewell AccessEnded { get; } = new(WebSocketCloseStatus.PolicyViolation, "access-ended");

    public static Farewell Stopping { get; } = new(WebSocketCloseStatus.EndpointUnavailable, "The server stops.");

    public static Farewell Failed { get; } = new(WebSocketCloseStatus.InternalServerError, "The live view failed; try again.");

    public static Farewell NotConverted { get; } = new(WebSocketCloseStatus.InternalServerError, "The pictures cannot be converted.");
}
