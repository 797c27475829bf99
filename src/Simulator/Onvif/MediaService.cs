using Vedette.Simulator.Clips;

namespace Vedette.Simulator.Onvif;

/// <summary>Media and Media2: two profiles, the second without sound and PTZ. Media has no word for H.265 and says H264, as cameras do.</summary>
internal static class MediaService
{
    public const string Namespace = "http://www.onvif.org/ver10/media/wsdl";
    public const string Namespace2 = "http://www.onvif.org/ver20/media/wsdl";

    private static readonly string[] Tokens = ["main", "sub"];

    public static string Answer(SimulatedDevice device, SoapCall call) => call.Operation switch
    {
        "GetProfiles" => "<trt:GetProfilesResponse>" + string.Concat(Tokens.Select(token => Profile(device, token, "trt:Profiles"))) + "</trt:GetProfilesResponse>",
        "GetProfile" => $"<trt:GetProfileResponse>{Profile(device, Token(call), "trt:Profile")}</trt:GetProfileResponse>",
        "GetStreamUri" => MediaUri("GetStreamUri", Stream(device, Token(call))),
        "GetSnapshotUri" => MediaUri("GetSnapshotUri", $"{DeviceService.Write(device, "snapshot.jpg")}?profile={Token(call)}"),
        "GetVideoSources" => FormattableString.Invariant(
            $"""<trt:GetVideoSourcesResponse><trt:VideoSources token="source"><tt:Framerate>{device.Clip.FrameRate}</tt:Framerate><tt:Resolution><tt:Width>{device.Clip.Width}</tt:Width><tt:Height>{device.Clip.Height}</tt:Height></tt:Resolution></trt:VideoSources></trt:GetVideoSourcesResponse>"""),
        "GetVideoEncoderConfigurations" => "<trt:GetVideoEncoderConfigurationsResponse>"
            + string.Concat(Tokens.Select(token => Encoder(Clip(device, token), token, "trt:Configurations"))) + "</trt:GetVideoEncoderConfigurationsResponse>",
        "GetVideoEncoderConfiguration" => $"<trt:GetVideoEncoderConfigurationResponse>{Encoder(device.Clip, "main", "trt:Configuration")}</trt:GetVideoEncoderConfigurationResponse>",
        "GetVideoEncoderConfigurationOptions" => Options(device.Clip),
        _ => throw SoapFault.Unknown(call.Operation),
    };

    public static string Answer2(SimulatedDevice device, SoapCall call) => call.Operation switch
    {
        _ when device.Quirks.HasFlag(OnvifQuirks.BrokenMedia2) => throw new SoapFault("Action", "Something went wrong", 500, "Receiver"),
        "GetProfiles" => "<tr2:GetProfilesResponse>" + string.Concat(Tokens.Select(token => Profile2(device, token))) + "</tr2:GetProfilesResponse>",
        "GetStreamUri" => $"<tr2:GetStreamUriResponse><tr2:Uri>{Stream(device, Token(call))}</tr2:Uri></tr2:GetStreamUriResponse>",
        "GetSnapshotUri" => $"<tr2:GetSnapshotUriResponse><tr2:Uri>{DeviceService.Write(device, "snapshot.jpg")}?profile={Token(call)}</tr2:Uri></tr2:GetSnapshotUriResponse>",
        "GetVideoSourceConfigurations" => $"<tr2:GetVideoSourceConfigurationsResponse>{Source(device.Clip, "tr2:Configurations")}</tr2:GetVideoSourceConfigurationsResponse>",
        _ => throw SoapFault.Unknown(call.Operation),
    };

    private static string Token(SoapCall call) => call.Text("ProfileToken") is { } token && Tokens.Contains(token)
        ? token
        : throw new SoapFault("NoProfile", "There is no such profile");

    private static string MediaUri(string operation, string uri) =>
        $"<trt:{operation}Response><trt:MediaUri><tt:Uri>{uri}</tt:Uri><tt:InvalidAfterConnect>false</tt:InvalidAfterConnect><tt:InvalidAfterReboot>false</tt:InvalidAfterReboot><tt:Timeout>PT0S</tt:Timeout></trt:MediaUri></trt:{operation}Response>";

    /// <summary>Without a small stream both profiles show the large one.</summary>
    private static string Stream(SimulatedDevice device, string token)
    {
        var host = device.Quirks.HasFlag(OnvifQuirks.WrongHost) ? "192.0.2.7" : device.Camera.Url.Host;
        var url = token == "sub" ? device.Camera.Sub?.Url : device.Camera.Url;
        return FormattableString.Invariant($"rtsp://{host}:{device.Camera.Url.Port}{(url ?? device.Camera.Url).AbsolutePath}{(url is null ? "?profile=sub" : "")}");
    }

    private static string Profile(SimulatedDevice device, string token, string element) =>
        $"""<{element} token="{token}" fixed="true"><tt:Name>{token}Stream</tt:Name>{Source(device.Clip, "tt:VideoSourceConfiguration")}{Encoder(Clip(device, token), token, "tt:VideoEncoderConfiguration")}{Sound(device.Clip, token, "tt:AudioEncoderConfiguration", AudioCodec(device.Clip))}{Ptz(token, "tt:PTZConfiguration")}</{element}>""";

    private static string Profile2(SimulatedDevice device, string token) => FormattableString.Invariant(
        $"""<tr2:Profiles token="{token}" fixed="true"><tr2:Name>{token}Stream</tr2:Name><tr2:Configurations>{Source(device.Clip, "tr2:VideoSource")}<tr2:VideoEncoder token="encoder_{token}" GovLength="{GovLength(Clip(device, token))}" Profile="Main"><tt:Name>encoder_{token}</tt:Name><tt:UseCount>1</tt:UseCount><tt:Encoding>H265</tt:Encoding><tt:Resolution><tt:Width>{Clip(device, token).Width}</tt:Width><tt:Height>{Clip(device, token).Height}</tt:Height></tt:Resolution><tt:RateControl ConstantBitRate="true"><tt:FrameRateLimit>{Clip(device, token).FrameRate}</tt:FrameRateLimit><tt:BitrateLimit>{Clip(device, token).BitRate / 1000}</tt:BitrateLimit></tt:RateControl><tt:Quality>5</tt:Quality></tr2:VideoEncoder>{Sound(device.Clip, token, "tr2:AudioEncoder", AudioCodec2(device.Clip))}{Ptz(token, "tr2:PTZ")}</tr2:Configurations></tr2:Profiles>""");

    private static string Source(ClipShape clip, string element) => FormattableString.Invariant(
        $"""<{element} token="source_config"><tt:Name>source_config</tt:Name><tt:UseCount>2</tt:UseCount><tt:SourceToken>source</tt:SourceToken><tt:Bounds x="0" y="0" width="{clip.Width}" height="{clip.Height}"/></{element}>""");

    private static string Encoder(ClipShape clip, string token, string element) => FormattableString.Invariant(
        $"""<{element} token="encoder_{token}"><tt:Name>encoder_{token}</tt:Name><tt:UseCount>1</tt:UseCount><tt:Encoding>{(clip.Video == ClipVideo.Mjpeg ? "JPEG" : "H264")}</tt:Encoding><tt:Resolution><tt:Width>{clip.Width}</tt:Width><tt:Height>{clip.Height}</tt:Height></tt:Resolution><tt:Quality>5</tt:Quality><tt:RateControl><tt:FrameRateLimit>{clip.FrameRate}</tt:FrameRateLimit><tt:EncodingInterval>1</tt:EncodingInterval><tt:BitrateLimit>{clip.BitRate / 1000}</tt:BitrateLimit></tt:RateControl><tt:H264><tt:GovLength>{GovLength(clip)}</tt:GovLength><tt:H264Profile>High</tt:H264Profile></tt:H264><tt:Multicast><tt:Address><tt:Type>IPv4</tt:Type><tt:IPv4Address>0.0.0.0</tt:IPv4Address></tt:Address><tt:Port>0</tt:Port><tt:TTL>0</tt:TTL><tt:AutoStart>false</tt:AutoStart></tt:Multicast><tt:SessionTimeout>PT60S</tt:SessionTimeout></{element}>""");

    private static string Options(ClipShape clip) => FormattableString.Invariant(
        $"<trt:GetVideoEncoderConfigurationOptionsResponse><trt:Options><tt:QualityRange><tt:Min>1</tt:Min><tt:Max>10</tt:Max></tt:QualityRange><tt:H264><tt:ResolutionsAvailable><tt:Width>{clip.Width}</tt:Width><tt:Height>{clip.Height}</tt:Height></tt:ResolutionsAvailable><tt:GovLengthRange><tt:Min>1</tt:Min><tt:Max>600</tt:Max></tt:GovLengthRange><tt:FrameRateRange><tt:Min>1</tt:Min><tt:Max>60</tt:Max></tt:FrameRateRange><tt:EncodingIntervalRange><tt:Min>1</tt:Min><tt:Max>1</tt:Max></tt:EncodingIntervalRange><tt:H264ProfilesSupported>High</tt:H264ProfilesSupported></tt:H264></trt:Options></trt:GetVideoEncoderConfigurationOptionsResponse>");

    private static string Sound(ClipShape clip, string token, string element, string codec) => clip.Audio == ClipAudio.None || token != "main"
        ? ""
        : $"""<{element} token="sound"><tt:Name>sound</tt:Name><tt:UseCount>1</tt:UseCount><tt:Encoding>{codec}</tt:Encoding><tt:Bitrate>64</tt:Bitrate><tt:SampleRate>8</tt:SampleRate></{element}>""";

    private static string AudioCodec(ClipShape clip) => clip.Audio == ClipAudio.Aac ? "AAC" : "G711";

    private static string AudioCodec2(ClipShape clip) => clip.Audio switch { ClipAudio.Aac => "MP4A-LATM", ClipAudio.Pcma => "PCMA", _ => "PCMU" };

    private static string Ptz(string token, string element) => token == "main" ? PtzService.Configuration(element) : "";

    private static ClipShape Clip(SimulatedDevice device, string token) => token == "sub" ? device.SubClip : device.Clip;

    private static int GovLength(ClipShape clip) => clip.FrameRate * clip.KeyInterval;
}
