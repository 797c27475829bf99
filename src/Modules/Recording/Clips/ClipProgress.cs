using Vedette.Recording.Exporting;

namespace Vedette.Recording.Clips;

/// <summary>How far the clips are.</summary>
internal sealed class ClipProgress : JobProgress
{
    /// <summary>From 0 to 1.</summary>
    public double Of(ClipJob job) => job.State switch
    {
        ClipState.Ready => 1,
        ClipState.Running => Of(job.Id),
        ClipState.Waiting or ClipState.Pending or ClipState.Failed => 0,
    };
}
