using Vedette.Media.Hub;

namespace Vedette.Streams.Publishing;

/// <summary>Something that went wrong with a stream, in words for people.</summary>
internal sealed record FeedTrouble(DateTimeOffset At, FeedBreakCause Cause, string Message);
