namespace Vedette.Sensing.Talking;

/// <summary>One server-sent event.</summary>
/// <param name="Type">Its type; <c>message</c> where the server gives none.</param>
/// <param name="Text">Its data, lines parted by line feeds.</param>
internal sealed record ServerSentEvent(string Type, string Text);
