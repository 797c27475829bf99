using Vedette.Recording.Writing;

namespace Vedette.Recording.Tests.PowerCuts;

/// <summary>What the world had been told when an operation began.</summary>
/// <param name="Facts">How many facts had been said.</param>
/// <param name="State">What was said of the footage.</param>
/// <param name="Now">The time.</param>
/// <param name="SentUntil">When the last picture was sent.</param>
/// <param name="FlowingSince">Since when pictures flow that nothing keeps from the disk; null when something does.</param>
internal sealed record Known(int Facts, FootageState State, DateTimeOffset Now, DateTimeOffset SentUntil, DateTimeOffset? FlowingSince);
