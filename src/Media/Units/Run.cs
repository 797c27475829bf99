namespace Vedette.Media.Units;

/// <summary>An unbroken stretch of one connection. Media times are comparable within a run only.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="StartedAt">Wall time of media time zero, UTC.</param>
public sealed record Run(Guid Id, DateTimeOffset StartedAt);
