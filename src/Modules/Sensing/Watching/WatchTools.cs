using Microsoft.Extensions.Logging;
using Vedette.Sensing.Viewing;

namespace Vedette.Sensing.Watching;

/// <summary>What every watch needs.</summary>
/// <param name="Desk">Talks to things.</param>
/// <param name="News">Tells the other modules.</param>
/// <param name="Topics">Tells who looks on.</param>
/// <param name="Options">The settings.</param>
/// <param name="Turns">How many may look at their things at the same time.</param>
/// <param name="Time">The clock.</param>
/// <param name="Logger">Told what happens.</param>
internal sealed record WatchTools(
    ThingDesk Desk, SensingNews News, ThingTopics Topics, SensingOptions Options, SemaphoreSlim Turns, TimeProvider Time, ILogger Logger);
