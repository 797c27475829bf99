namespace Vedette.Recording.Exporting;

/// <summary>How far the exports are.</summary>
internal sealed class ExportProgress : JobProgress
{
    /// <summary>From 0 to 1.</summary>
    public double Of(ExportJob job) => job.State switch
    {
        ExportState.Ready => 1,
        ExportState.Running => Of(job.Id),
        ExportState.Pending or ExportState.Failed => 0,
    };
}
