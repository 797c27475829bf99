using Vedette.Media.Units;

namespace Vedette.Media.Rtp;

/// <summary>A complete picture or audio frame on its way from a depacketizer to the hub. Whoever holds it owns the rented bytes.</summary>
/// <param name="Rented">The bytes, rented from <see cref="UnitMemory"/>.</param>
/// <param name="Length">How many of them count.</param>
/// <param name="Timestamp">RTP time of presentation.</param>
/// <param name="IsKey">Whether decoding can start here.</param>
/// <param name="LostBefore">Packets missing since the unit before.</param>
internal readonly record struct CodedUnit(byte[] Rented, int Length, uint Timestamp, bool IsKey, int LostBefore);
