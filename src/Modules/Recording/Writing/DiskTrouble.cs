using Vedette.Contracts.Recording;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Writing;

/// <summary>What a volume's refusal means for footage.</summary>
/// <param name="Cause">A disk cause.</param>
/// <param name="Detail">Words for people.</param>
/// <param name="State">What it says about the volume; null when it was not the volume's doing.</param>
internal sealed record DiskTrouble(GapCause Cause, string Detail, VolumeState? State = null)
{
    public static DiskTrouble Full { get; } =
        new(GapCause.DiskFull, "The volume has reached its budget or its reserve.", VolumeState.Full);

    /// <summary>The device refused.</summary>
    public static DiskTrouble Of(Exception refusal)
    {
        var state = VolumeTrouble.StateOf(refusal);
        return new DiskTrouble(CauseOf(state), refusal.Message, state);
    }

    /// <summary>The volume is not well.</summary>
    public static DiskTrouble Of(VolumeCondition condition) =>
        new(CauseOf(condition.State), condition.Detail ?? "The volume is not written to any more.");

    private static GapCause CauseOf(VolumeState state) => state switch
    {
        VolumeState.Full => GapCause.DiskFull,
        VolumeState.Stalled => GapCause.DiskSlow,
        VolumeState.Online or VolumeState.Missing or VolumeState.Foreign or VolumeState.ReadOnly or VolumeState.Failed
            or VolumeState.Detached => GapCause.DiskFailed,
    };
}
