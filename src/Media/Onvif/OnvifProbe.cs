using Vedette.Media.Sources;

namespace Vedette.Media.Onvif;

/// <summary>What a device offers, as the wizard shows it.</summary>
/// <param name="Device">What it is.</param>
/// <param name="HasPtz">Whether it can be moved.</param>
/// <param name="HasEvents">Whether it tells what it notices.</param>
/// <param name="ClockOffset">How far its clock is ahead of ours.</param>
/// <param name="Profiles">Its streams, in its order.</param>
public sealed record OnvifProbe(OnvifDevice Device, bool HasPtz, bool HasEvents, TimeSpan ClockOffset, IReadOnlyList<OnvifProbe.Offer> Profiles)
{
    private const int MostAsked = 16;

    /// <summary>One stream.</summary>
    /// <param name="Profile">How it is coded.</param>
    /// <param name="StreamUrl">Where it is, or null when the device does not say.</param>
    /// <param name="SnapshotUrl">Where its still picture is, or null.</param>
    public sealed record Offer(OnvifProfile Profile, Uri? StreamUrl, Uri? SnapshotUrl);

    /// <summary>Asks a device everything that is needed to add it.</summary>
    /// <exception cref="OnvifException">What is wrong, in words.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<OnvifProbe> AskAsync(SourceEndpoint endpoint, OnvifTimeouts timeouts, TimeProvider time, CancellationToken cancellation)
    {
        using var camera = await OnvifCamera.ConnectAsync(endpoint, timeouts, time, cancellation);
        var profiles = await camera.GetProfilesAsync(cancellation);
        var streams = new List<Offer>();
        foreach (var profile in profiles.Take(MostAsked))
        {
            streams.Add(new Offer(profile, await StreamUrlAsync(camera, profile, cancellation), await camera.GetSnapshotUrlAsync(profile, cancellation)));
        }

        return new OnvifProbe(camera.Device, camera.HasPtz && profiles.Any(profile => profile.HasPtz), camera.HasEvents, camera.ClockOffset, streams);
    }

    /// <summary>A profile without a stream, or one that is not set up, does not spoil the others.</summary>
    private static async Task<Uri?> StreamUrlAsync(OnvifCamera camera, OnvifProfile profile, CancellationToken cancellation)
    {
        try
        {
            return await camera.GetStreamUrlAsync(profile, cancellation);
        }
        catch (OnvifException refused) when (refused.Fault is not null && refused.Cause == OnvifCause.Refused)
        {
            return null;
        }
    }
}
