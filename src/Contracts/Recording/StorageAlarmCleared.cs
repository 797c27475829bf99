using Vedette.Foundation;

namespace Vedette.Contracts.Recording;

/// <summary>An alarm about footage is over.</summary>
/// <param name="AlarmId">The alarm.</param>
/// <param name="Code">What it was.</param>
/// <param name="About">What it was about.</param>
/// <param name="At">Since when it is over, UTC.</param>
[DomainEvent("recording.storage-alarm-cleared", 1)]
public sealed record StorageAlarmCleared(Guid AlarmId, string Code, string About, DateTimeOffset At) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => AlarmId;
}
