using Vedette.Foundation;
using Vedette.Recording.Settings;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Clips;

/// <summary>Where clips lie: <c>clips/id/camera.mp4</c> and <c>snapshot.jpg</c> in the data directory; <c>.part</c> while one is made.</summary>
internal sealed class ClipFolder(string root, SpaceProbe probe)
{
    public string Root { get; } = Directory.CreateDirectory(root).FullName;

    /// <summary>Whether that much more leaves the reserve of its disk free, which is asked anew each time.</summary>
    public bool HasRoomFor(long bytes, RecordingSettings settings)
    {
        var space = probe(Root);
        return space.Free - bytes >= VolumeSpace.ReserveOf(space.Total, settings);
    }

    public string FileOf(Guid clip, CameraId camera) => Path.Combine(Root, clip.ToString(), $"{camera}.mp4");

    public string SnapshotOf(Guid clip) => Path.Combine(Root, clip.ToString(), "snapshot.jpg");

    /// <summary>An empty folder for a clip: what an earlier attempt left goes.</summary>
    public void Prepare(Guid clip)
    {
        Delete(clip);
        _ = Directory.CreateDirectory(Path.Combine(Root, clip.ToString()));
    }

    public void Delete(Guid clip)
    {
        var folder = Path.Combine(Root, clip.ToString());
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
