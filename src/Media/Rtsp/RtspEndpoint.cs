namespace Vedette.Media.Rtsp;

/// <summary>Where a camera's stream is, and as whom to ask for it.</summary>
/// <param name="Url">Absolute <c>rtsp://host[:port]/path</c> without user information.</param>
/// <param name="Username">The user's name, or null when the camera asks for none.</param>
/// <param name="Password">The password; never appears in a message or a text form.</param>
public sealed record RtspEndpoint(Uri Url, string? Username, string? Password)
{
    /// <summary>Which addresses the host's name may lead to; asked after every name resolution, redirects included.</summary>
    public AddressPolicy Addresses { get; init; } = AddressPolicy.Default;

    /// <summary>The URL alone.</summary>
    public override string ToString() => Url.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.UserInfo, UriFormat.UriEscaped);
}
