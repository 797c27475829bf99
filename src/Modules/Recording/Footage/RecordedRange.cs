namespace Vedette.Recording.Footage;

/// <summary>A stretch with footage, UTC. Start &lt; End.</summary>
internal sealed record RecordedRange(DateTimeOffset Start, DateTimeOffset End);
