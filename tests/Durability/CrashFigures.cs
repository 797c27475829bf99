namespace Vedette.Durability;

/// <summary>What came of killing the recorder again and again.</summary>
internal sealed record CrashFigures
{
    /// <summary>Lives that were ended by SIGKILL.</summary>
    public int Kills { get; set; }

    /// <summary>Of these, killed before they had looked at what the life before left.</summary>
    public int KilledWhileStarting { get; set; }

    public long Promises { get; set; }

    public long SegmentsChecked { get; set; }

    public long GapsChecked { get; set; }

    public double Seconds { get; set; }

    public List<string> Failures { get; } = [];
}
