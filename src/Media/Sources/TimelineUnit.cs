using Vedette.Media.Units;

namespace Vedette.Media.Sources;

/// <summary>A picture or audio frame of a source whose tracks share one timeline. Whoever holds it owns the rented bytes.</summary>
/// <param name="IsVideo">Whether it is a picture.</param>
/// <param name="Rented">The bytes, rented from <see cref="UnitMemory"/>.</param>
/// <param name="Length">How many of them count.</param>
/// <param name="Time">Presentation on the shared timeline, ticks of 1/90 000 s.</param>
/// <param name="IsKey">Whether decoding can start here.</param>
/// <param name="LostBefore">Packets missing since the unit before.</param>
internal readonly record struct TimelineUnit(bool IsVideo, byte[] Rented, int Length, long Time, bool IsKey, int LostBefore);
