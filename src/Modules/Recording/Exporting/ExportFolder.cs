using Vedette.Recording.Writing;

namespace Vedette.Recording.Exporting;

/// <summary>Where finished exports lie: <c>exports/id.mp4</c> or <c>.zip</c> in the data directory; <c>.part</c> while one is made.</summary>
internal sealed class ExportFolder(string root, Func<string, FreeSpace> probe)
{
    private const string Draft = ".part";

    public string Root { get; } = Directory.CreateDirectory(root).FullName;

    /// <summary>Bytes free on its disk, asked anew each time.</summary>
    public long Free => probe(Root).Free;

    public string FileOf(ExportJob job) => Path.Combine(Root, $"{job.Id}{(job.IsArchive ? ".zip" : ".mp4")}");

    public string DraftOf(ExportJob job) => FileOf(job) + Draft;

    public void Delete(ExportJob job)
    {
        File.Delete(FileOf(job));
        File.Delete(DraftOf(job));
    }
}
