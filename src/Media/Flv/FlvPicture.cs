using Vedette.Media.Units;

namespace Vedette.Media.Flv;

/// <summary>One H.264 picture of an FLV stream.</summary>
/// <param name="Format">The track's format; the same instance until the encoder says another.</param>
/// <param name="Rented">Its NAL units, each behind its length in 4 bytes, in memory of <see cref="UnitMemory"/>; the taker's.</param>
/// <param name="Length">How many bytes of it count.</param>
/// <param name="Milliseconds">When it is shown.</param>
/// <param name="IsKey">Whether decoding can start there.</param>
public readonly record struct FlvPicture(TrackFormat Format, byte[] Rented, int Length, long Milliseconds, bool IsKey);
