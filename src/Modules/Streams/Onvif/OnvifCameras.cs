using Vedette.Media.Onvif;
using Vedette.Streams.Capturing;

namespace Vedette.Streams.Onvif;

/// <summary>Opens cameras' ONVIF services.</summary>
internal sealed class OnvifCameras(CameraEndpoint endpoints, TimeProvider time)
{
    private static readonly OnvifTimeouts Timeouts = new();

    /// <exception cref="Foundation.FaultException">It cannot be reached or refuses, or its password cannot be read.</exception>
    public Task<OnvifCamera> ConnectAsync(OnvifAddress address, CancellationToken cancellation) =>
        OnvifCamera.ConnectAsync(endpoints.Of(address.Service), Timeouts, time, cancellation);

    /// <summary>The profile that moves: the one the camera was added with, or the first that can.</summary>
    public static OnvifProfile? Moving(IReadOnlyList<OnvifProfile> profiles, OnvifAddress address) =>
        profiles.FirstOrDefault(profile => profile.HasPtz && profile.Token == address.Profile) ?? profiles.FirstOrDefault(profile => profile.HasPtz);
}
