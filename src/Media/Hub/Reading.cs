using Vedette.Media.Units;

namespace Vedette.Media.Hub;

/// <summary>What a cursor found. What to do about a missed stretch or a break is the reader's own policy.</summary>
/// <remarks>A reading of kind <see cref="ReadingKind.Unit"/> carries one lease, which the reader releases exactly once.</remarks>
/// <param name="Kind">Which of the members below counts.</param>
/// <param name="Unit">The unit, when <paramref name="Kind"/> is <see cref="ReadingKind.Unit"/>.</param>
/// <param name="Missed">How many units are gone, when it is <see cref="ReadingKind.Missed"/>.</param>
/// <param name="Break">The break, when it is <see cref="ReadingKind.Break"/>.</param>
public readonly record struct Reading(ReadingKind Kind, AccessUnit? Unit = null, long Missed = 0, FeedBreak? Break = null);
