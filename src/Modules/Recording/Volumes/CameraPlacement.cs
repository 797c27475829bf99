namespace Vedette.Recording.Volumes;

/// <summary>Says where a camera is recorded. Pure: it only compares volumes.</summary>
/// <remarks>
/// A camera stays where it is unless there is a reason. The normal volume with most room for each of its cameras is the best;
/// a standby volume serves only while no normal one is well.
/// </remarks>
internal static class CameraPlacement
{
    // Moving costs nothing but a folder on two volumes; still, it is worth a third more room.
    private const double WorthMoving = 4.0 / 3;

    /// <summary>The best volume for one more camera; null when none is well.</summary>
    public static AttachedVolume? Best(IEnumerable<AttachedVolume> volumes) => volumes
        .Where(volume => volume.Condition.IsOnline)
        .OrderBy(volume => volume.Entry.Role)
        .ThenByDescending(volume => Share(volume, volume.Cameras + 1))
        .FirstOrDefault();

    /// <summary>A camera's next home, for balance: from the volume where cameras have least room, to the best. Null when all is well as it is.</summary>
    public static (AttachedVolume From, AttachedVolume To)? Balance(IReadOnlyList<AttachedVolume> volumes)
    {
        if (Best(volumes) is not { } best)
        {
            return null;
        }

        var from = volumes
            .Where(volume => volume != best && volume.Cameras > 0 && volume.Condition.State is VolumeState.Online or VolumeState.Detached)
            .OrderBy(volume => MustLeave(volume, best) ? 0 : 1)
            .ThenBy(volume => Share(volume, volume.Cameras))
            .FirstOrDefault();
        if (from is null)
        {
            return null;
        }

        return MustLeave(from, best)
            || (from.Entry.Role == best.Entry.Role && Share(best, best.Cameras + 1) > WorthMoving * Share(from, from.Cameras))
            ? (from, best)
            : null;
    }

    private static bool MustLeave(AttachedVolume volume, AttachedVolume best) =>
        volume.Cameras > 0 && (volume.Condition.State == VolumeState.Detached || volume.Entry.Role > best.Entry.Role);

    private static double Share(AttachedVolume volume, int cameras) => volume.Space.Room / (double)Math.Max(1, cameras);
}
