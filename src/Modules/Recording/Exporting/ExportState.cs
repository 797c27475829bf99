namespace Vedette.Recording.Exporting;

/// <summary>How far an export is. Written to the database by name.</summary>
internal enum ExportState
{
    Pending,
    Running,
    Ready,
    Failed,
}
