namespace Vedette.Media.Onvif;

/// <summary>One stream a device offers (ONVIF Media section 5.2, Media2 section 5.2).</summary>
/// <param name="Token">Its name for programs.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="HasPtz">Whether the camera can be moved through it.</param>
/// <param name="Video">How pictures are coded, or null when there are none.</param>
/// <param name="AudioCodec"><c>g711</c>, <c>aac</c>, … or null without sound.</param>
public sealed record OnvifProfile(string Token, string Name, bool HasPtz, OnvifVideo? Video, string? AudioCodec)
{
    /// <summary>Which PTZ node it moves, or null.</summary>
    internal string? PtzNode { get; init; }

    /// <summary>Whether Media2 knows it, and Media does not.</summary>
    internal bool IsOfMedia2 { get; init; }
}
