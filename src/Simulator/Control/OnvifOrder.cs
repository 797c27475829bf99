using Vedette.Simulator.Onvif;

namespace Vedette.Simulator.Control;

/// <summary>The body of an order to a camera's ONVIF side; what is absent stays as it is.</summary>
/// <param name="Motion">Something moves, or rests again.</param>
/// <param name="Quirks">What it does wrong from now on, for example <c>["no-renew"]</c>.</param>
/// <param name="ClockOffsetSeconds">How far its clock is ahead.</param>
/// <param name="ForgetSubscriptions">Whether it forgets who listens, as after a restart.</param>
internal sealed record OnvifOrder(bool? Motion = null, IReadOnlyList<OnvifQuirks>? Quirks = null, double? ClockOffsetSeconds = null, bool ForgetSubscriptions = false);
