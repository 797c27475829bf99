namespace Vedette.Simulator.Streaming;

/// <summary>One picture or sound frame of a loop.</summary>
/// <param name="Bytes">Video: NAL units, each behind its length in 4 bytes big-endian. JPEG and sound: the frame as it is.</param>
/// <param name="IsKey">Whether decoding can start here.</param>
internal readonly record struct MediaUnit(ReadOnlyMemory<byte> Bytes, bool IsKey);
