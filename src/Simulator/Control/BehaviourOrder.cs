namespace Vedette.Simulator.Control;

/// <summary>The body of an order to a camera.</summary>
/// <param name="Kind">How to behave, for example <c>wrong-password</c>.</param>
/// <param name="Seconds">For how long; null means until told otherwise.</param>
/// <param name="EveryNth">For <c>loss</c>: which packets to leave out.</param>
internal sealed record BehaviourOrder(BehaviourKind Kind, double? Seconds = null, int EveryNth = 50);
