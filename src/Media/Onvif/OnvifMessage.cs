namespace Vedette.Media.Onvif;

/// <summary>Something a device noticed (ONVIF Core section 9.1).</summary>
/// <param name="Topic">What about, without prefixes: <c>RuleEngine/CellMotionDetector/Motion</c>.</param>
/// <param name="Operation">Whether it is the state of things when subscribing, a change, or the end of the property.</param>
/// <param name="Source">Which part of the device, as <c>Name=Value</c> pairs in their order; empty when it does not say.</param>
/// <param name="Values">What is so now.</param>
public sealed record OnvifMessage(string Topic, OnvifOperation Operation, string Source, IReadOnlyDictionary<string, string> Values);
