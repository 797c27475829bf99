using Vedette.Contracts.Recording;

namespace Vedette.Recording.Writing;

/// <summary>What a volume's refusal means for footage.</summary>
/// <param name="Cause">A disk cause.</param>
/// <param name="Detail">Words for people.</param>
internal sealed record DiskTrouble(GapCause Cause, string Detail)
{
    private const int NoSpace = 28; // ENOSPC
    private const int OverQuota = 122; // EDQUOT

    public static DiskTrouble Of(Exception refusal) => new(
        refusal is IOException { HResult: NoSpace or OverQuota } ? GapCause.DiskFull : GapCause.DiskFailed,
        refusal.Message);
}
