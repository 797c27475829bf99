namespace Vedette.Sensing.Talking;

/// <summary>What comes by a subscription.</summary>
/// <param name="Bytes">A value as it came; null for a sign of life.</param>
/// <param name="ContentType">The type it came as, if it came with one.</param>
internal readonly record struct Incoming(ReadOnlyMemory<byte>? Bytes, string? ContentType = null);
