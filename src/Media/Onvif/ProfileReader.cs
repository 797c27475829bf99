using System.Xml.Linq;

namespace Vedette.Media.Onvif;

/// <summary>Reads the profiles of Media and of Media2.</summary>
internal static class ProfileReader
{
    private const int MostProfiles = 256;
    private const int MostText = 256;

    /// <summary>Media: configurations lie in the profile, each with a name of its own.</summary>
    public static IEnumerable<OnvifProfile> Media(XElement response) =>
        Read(response, profile => profile, "VideoEncoderConfiguration", "AudioEncoderConfiguration", "PTZConfiguration", isOfMedia2: false);

    /// <summary>Media2: they lie in an element called Configurations.</summary>
    public static IEnumerable<OnvifProfile> Media2(XElement response) =>
        Read(response, profile => profile.Child("Configurations") ?? profile, "VideoEncoder", "AudioEncoder", "PTZ", isOfMedia2: true);

    private static IEnumerable<OnvifProfile> Read(
        XElement response, Func<XElement, XElement> configurations, string video, string audio, string ptz, bool isOfMedia2) =>
        from profile in response.Children("Profiles").Take(MostProfiles)
        let token = profile.AttributeText("token")
        where token is { Length: > 0 and <= MostText }
        let inside = configurations(profile)
        let moving = inside.Child(ptz)
        select new OnvifProfile(token, profile.Child("Name").Text(MostText) ?? token, moving is not null, Video(inside.Child(video)), Audio(inside.Child(audio)))
        {
            PtzNode = moving?.Child("NodeToken").Text(MostText),
            IsOfMedia2 = isOfMedia2,
        };

    private static OnvifVideo? Video(XElement? encoder)
    {
        if (encoder?.Child("Encoding").Text(MostText) is not { } encoding)
        {
            return null;
        }

        var group = encoder.AttributeText("GovLength") ?? encoder.Find("H264", "GovLength")?.Value ?? encoder.Find("MPEG4", "GovLength")?.Value;
        return new OnvifVideo(
            encoding.ToUpperInvariant() switch { "JPEG" => "mjpeg", "HEVC" => "h265", var other => other.ToLowerInvariant() },
            Pixels(encoder.Find("Resolution", "Width")),
            Pixels(encoder.Find("Resolution", "Height")),
            Positive(encoder.Find("RateControl", "FrameRateLimit").Number()),
            (long?)(Positive(encoder.Find("RateControl", "BitrateLimit").Number()) * 1000),
            (int?)Positive(SoapXml.Number(group)));
    }

    private static string? Audio(XElement? encoder) => encoder?.Child("Encoding").Text(MostText)?.ToUpperInvariant() switch
    {
        null => null,
        "MP4A-LATM" or "MPEG4-GENERIC" => "aac",
        var other => other.ToLowerInvariant(),
    };

    private static int Pixels(XElement? element) => element.Number() is { } number and > 0 and < 100_000 ? (int)number : 0;

    private static double? Positive(double? number) => number is > 0 and < 1_000_000_000 ? number : null;
}
