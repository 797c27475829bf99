namespace Vedette.Recording.Disks;

/// <summary>What a commit cost.</summary>
/// <param name="Changed">Files and directories it made durable.</param>
/// <param name="Flushes">Calls that each waited for the device.</param>
/// <param name="Elapsed">How long it took.</param>
internal readonly record struct CommitFigures(int Changed, int Flushes, TimeSpan Elapsed);
