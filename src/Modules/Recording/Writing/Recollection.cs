using Vedette.Foundation;

namespace Vedette.Recording.Writing;

/// <summary>What an earlier life of the process left of a camera: what the files say, set right by what was written down elsewhere.</summary>
internal static class Recollection
{
    /// <summary>Mends the camera's torn tail and says where it stands, and whether that is sure.</summary>
    public static (TornTail Tail, bool IsCertain) Of(CameraId camera, WritingContext context)
    {
        // Asked first: a volume that comes while the files are read may not have been among them.
        var isCertain = context.Positions.AllVolumesAreHere;
        var tail = TornTail.Mend(context.Disk, context.Plain, context.Volumes, camera);
        if (tail.CutBytes > 0)
        {
            RecordingLog.TailCut(context.Logger, camera, tail.CutBytes);
        }

        return (isCertain ? tail : context.Positions.Correct(camera, tail), isCertain);
    }
}
