using Vedette.Foundation;

namespace Vedette.Contracts.Recording;

/// <summary>Something about footage needs somebody.</summary>
/// <param name="AlarmId">This alarm; its end carries the same.</param>
/// <param name="Code">What, in kebab-case: <c>volume-missing</c>, <c>retention-impossible</c> …</param>
/// <param name="About">The id of a volume or a camera, or a word.</param>
/// <param name="IsSerious">Whether footage is being lost, or will be before long.</param>
/// <param name="Text">Words for people, with what to do.</param>
/// <param name="Since">Since when, UTC.</param>
[DomainEvent("recording.storage-alarm-raised", 1)]
public sealed record StorageAlarmRaised(
    Guid AlarmId,
    string Code,
    string About,
    bool IsSerious,
    string Text,
    DateTimeOffset Since) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => AlarmId;
}
