namespace Vedette.Media.Sources;

/// <summary>Where a camera's stream is, and as whom to ask for it.</summary>
/// <param name="Url">Absolute, without user information: <c>rtsp</c>, <c>rtsps</c>, <c>http</c>, <c>https</c> or <c>udp</c>.</param>
/// <param name="Username">The user's name, or null when the camera asks for none.</param>
/// <param name="Password">The password; never appears in a message or a text form.</param>
public sealed record SourceEndpoint(Uri Url, string? Username, string? Password)
{
    /// <summary>Which addresses the host's name may lead to; asked after every name resolution, redirects included.</summary>
    public AddressPolicy Addresses { get; init; } = AddressPolicy.Default;

    /// <summary>How media is to travel.</summary>
    public SourceTransport Transport { get; init; } = SourceTransport.Auto;

    /// <summary>Whose certificate is believed.</summary>
    public ServerTrust Trust { get; init; } = ServerTrust.System;

    /// <summary>Where to write what is said, or null.</summary>
    public SourceTranscript? Transcript { get; init; }

    /// <summary>The URL alone.</summary>
    public override string ToString() => Url.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.UserInfo, UriFormat.UriEscaped);
}
