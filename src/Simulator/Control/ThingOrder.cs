using Vedette.Simulator.Things;

namespace Vedette.Simulator.Control;

/// <summary>The body of an order to a thing; what is absent stays as it is.</summary>
/// <param name="Kind">How to behave, for example <c>slow-drip</c>.</param>
/// <param name="Enabled">Somebody at the thing switches it on or off.</param>
internal sealed record ThingOrder(ThingBehaviour? Kind = null, bool? Enabled = null);
