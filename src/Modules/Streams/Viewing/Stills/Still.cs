namespace Vedette.Streams.Viewing.Stills;

/// <summary>A still picture of what a camera shows.</summary>
/// <param name="At">When it was taken, UTC.</param>
/// <param name="Tag">Its name: another picture or another width has another.</param>
/// <param name="Jpeg">The picture.</param>
internal sealed record Still(DateTimeOffset At, string Tag, byte[] Jpeg);
