namespace Vedette.Recording.Coverage;

/// <summary>A day as people of a place count it: 23, 24 or 25 hours, and now and then something else.</summary>
/// <param name="Date">Its date there.</param>
/// <param name="Start">Its first instant, UTC.</param>
/// <param name="End">The first instant of the next day, UTC. Start &lt;= End: a place may leave out a day.</param>
internal readonly record struct LocalDay(DateOnly Date, DateTimeOffset Start, DateTimeOffset End);
