using System.Text.Json.Serialization;

namespace Vedette.Contracts.Inventory;

/// <summary>How media travels from the camera.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CameraTransport>))]
public enum CameraTransport
{
    /// <summary>Whatever works best: TCP, and UDP where the camera refuses that.</summary>
    [JsonStringEnumMemberName("auto")]
    Auto,

    /// <summary>RTP interleaved in the RTSP connection (RFC 2326 section 10.12).</summary>
    [JsonStringEnumMemberName("tcp")]
    Tcp,

    /// <summary>RTP over UDP; TCP when nothing arrives.</summary>
    [JsonStringEnumMemberName("udp")]
    Udp,

    /// <summary>RTSP tunnelled in HTTP.</summary>
    [JsonStringEnumMemberName("http")]
    Http,
}
