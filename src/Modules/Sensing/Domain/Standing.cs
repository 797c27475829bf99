using Vedette.Contracts.Sensing;

namespace Vedette.Sensing.Domain;

/// <summary>Whether a thing answers (S-53).</summary>
/// <param name="Status">Null before the first look.</param>
/// <param name="Since">Since when, UTC.</param>
/// <param name="LastOnline">When it answered last, UTC; null when it never did.</param>
internal sealed record Standing(DeviceStatus? Status, DateTimeOffset? Since, DateTimeOffset? LastOnline)
{
    public static Standing Unknown { get; } = new(null, null, null);

    public Standing Answered(DateTimeOffset now) =>
        Status == DeviceStatus.Online ? this with { LastOnline = now } : new(DeviceStatus.Online, now, now);

    /// <summary>It did not answer: it is not responding, and offline once that has lasted, counted from when it answered last.</summary>
    public Standing Silent(DateTimeOffset now, TimeSpan offlineAfter) => Status switch
    {
        DeviceStatus.Offline => this,
        DeviceStatus.NotResponding => now - (LastOnline ?? Since!.Value) >= offlineAfter ? new(DeviceStatus.Offline, now, LastOnline) : this,
        _ => LastOnline is { } last && now - last >= offlineAfter ? new(DeviceStatus.Offline, now, LastOnline) : new(DeviceStatus.NotResponding, now, LastOnline),
    };
}
