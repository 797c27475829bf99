using Vedette.Foundation;

namespace Vedette.Contracts.Sensing;

/// <summary>A device measured something. In order per device; the same measurement may come again and is known by its id.</summary>
/// <param name="MeasurementId">This measurement, time-ordered.</param>
/// <param name="DeviceId">The device.</param>
/// <param name="Measure">What was measured, for example <c>temperature</c>.</param>
/// <param name="Unit">In what, for example <c>celsius</c>.</param>
/// <param name="Value">The number; always finite.</param>
/// <param name="At">When, UTC: the device's word where it gives one that can be true, otherwise when it arrived.</param>
[DomainEvent("sensing.measurement-received", 1, IsFleeting = true)]
public sealed record MeasurementReceived(Guid MeasurementId, DeviceId DeviceId, string Measure, string Unit, double Value, DateTimeOffset At) : IDomainEvent
{
    /// <inheritdoc/>
    public Guid Subject => DeviceId.Value;
}
