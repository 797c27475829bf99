using Vedette.Media.Hub;

namespace Vedette.Streams.Publishing;

/// <summary>How a feed stands and since when; with the cause when it is silent.</summary>
internal sealed record FeedStanding(FeedState State, DateTimeOffset Since, FeedBreak? Break = null);
