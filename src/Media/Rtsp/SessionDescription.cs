namespace Vedette.Media.Rtsp;

/// <summary>What a camera says it sends (SDP, RFC 8866), as far as it can be understood.</summary>
/// <param name="Name">The session's name, or empty.</param>
/// <param name="Control">The control attribute of the session, or null.</param>
/// <param name="Media">The media, in order.</param>
public sealed record SessionDescription(string Name, string? Control, IReadOnlyList<MediaDescription> Media);
