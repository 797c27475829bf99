namespace Vedette.Media.Hub;

/// <summary>The source was lost, or could not be reached (again).</summary>
/// <param name="Cause">Why.</param>
/// <param name="Detail">Words for people; never a secret.</param>
/// <param name="At">When it was noticed, UTC.</param>
public sealed record FeedBreak(FeedBreakCause Cause, string Detail, DateTimeOffset At);
