using System.Text.Json.Serialization;

namespace Vedette.Contracts.Inventory;

/// <summary>How media travels from the camera.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CameraTransport>))]
public enum CameraTransport
{
    /// <summary>Whatever works best; today TCP.</summary>
    [JsonStringEnumMemberName("auto")]
    Auto,

    /// <summary>RTP interleaved in the RTSP connection (RFC 2326 section 10.12).</summary>
    [JsonStringEnumMemberName("tcp")]
    Tcp,
}
