namespace Vedette.Media.Rtp;

/// <summary>Takes bytes in the order they are given.</summary>
/// <param name="bytes">Only good during the call.</param>
internal delegate void OrderedBytes(ReadOnlySpan<byte> bytes);
