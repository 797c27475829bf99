using Vedette.Recording.Settings;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Exporting;

/// <summary>Where finished exports lie: <c>exports/id.mp4</c> or <c>.zip</c> in the data directory; <c>.part</c> while one is made.</summary>
internal sealed class ExportFolder(string root, SpaceProbe probe)
{
    private const string Draft = ".part";

    public string Root { get; } = Directory.CreateDirectory(root).FullName;

    /// <summary>Whether that much more leaves the reserve of its disk free, which is asked anew each time.</summary>
    public bool HasRoomFor(long bytes, RecordingSettings settings)
    {
        var space = probe(Root);
        return space.Free - bytes >= VolumeSpace.ReserveOf(space.Total, settings);
    }

    public string FileOf(ExportJob job) => Path.Combine(Root, $"{job.Id}{(job.IsArchive ? ".zip" : ".mp4")}");

    public string DraftOf(ExportJob job) => FileOf(job) + Draft;

    public void Delete(ExportJob job)
    {
        File.Delete(FileOf(job));
        File.Delete(DraftOf(job));
        File.Delete(DraftOf(job) + ".pieces");
    }
}
