namespace Vedette.Recording.Volumes;

/// <summary>What a device's refusal says about it.</summary>
internal static class VolumeTrouble
{
    private const int NoSpace = 28; // ENOSPC
    private const int OverQuota = 122; // EDQUOT
    private const int ReadOnlyFileSystem = 30; // EROFS

    public static VolumeState StateOf(Exception refusal) => refusal is IOException io
        ? io.HResult switch
        {
            NoSpace or OverQuota => VolumeState.Full,
            ReadOnlyFileSystem => VolumeState.ReadOnly,
            _ => VolumeState.Failed,
        }
        : VolumeState.Failed;
}
