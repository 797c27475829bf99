namespace Vedette.Recording.Volumes;

/// <summary>How a volume is, since when, and what about it.</summary>
internal sealed record VolumeCondition(VolumeState State, DateTimeOffset Since, string? Detail = null)
{
    /// <summary>Whether its footage can be shown and counted.</summary>
    public bool IsReadable => State is not (VolumeState.Missing or VolumeState.Foreign or VolumeState.Stalled);

    public bool IsOnline => State == VolumeState.Online;
}
