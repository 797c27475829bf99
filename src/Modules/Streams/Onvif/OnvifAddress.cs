using Vedette.Streams.Capturing;
using Vedette.Streams.Roster;

namespace Vedette.Streams.Onvif;

/// <summary>A camera's ONVIF service: where, as whom, and which of its profiles. Another one means another connection.</summary>
internal sealed record OnvifAddress(StreamAddress Service, string? Profile)
{
    /// <summary>Null when the camera has none, or is not to be connected to.</summary>
    public static OnvifAddress? Of(KnownCamera camera) => camera is { IsCaptured: true, Source: { OnvifUrl: { } url } source }
        ? new OnvifAddress(new StreamAddress(url, source.Username, source.ProtectedPassword, source.Transport, source.Trust), source.OnvifProfile)
        : null;
}
