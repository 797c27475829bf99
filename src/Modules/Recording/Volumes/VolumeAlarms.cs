using Vedette.Recording.Alarms;

namespace Vedette.Recording.Volumes;

/// <summary>The one alarm that fits a volume's condition.</summary>
internal static class VolumeAlarms
{
    public const string None = "volumes-none";

    private static readonly string[] Codes =
        ["volume-missing", "volume-foreign", "volume-read-only", "volume-failed", "volume-stalled", "volume-full"];

    public static void Say(AlarmBoard alarms, AttachedVolume volume)
    {
        var code = CodeOf(volume.Condition.State);
        foreach (var other in Codes.Where(known => known != code))
        {
            alarms.Clear(other, volume.Id.ToString());
        }

        if (code is not null)
        {
            var severity = volume.Entry.Role == VolumeRole.Standby ? AlarmSeverity.Warning : AlarmSeverity.Serious;
            alarms.Raise(code, volume.Id.ToString(), severity, $"Volume {volume.Entry.Name}: {volume.Condition.Detail}");
        }
    }

    public static void Clear(AlarmBoard alarms, Guid volume)
    {
        foreach (var code in Codes)
        {
            alarms.Clear(code, volume.ToString());
        }
    }

    private static string? CodeOf(VolumeState state) => state switch
    {
        VolumeState.Online or VolumeState.Detached => null,
        VolumeState.Missing => Codes[0],
        VolumeState.Foreign => Codes[1],
        VolumeState.ReadOnly => Codes[2],
        VolumeState.Failed => Codes[3],
        VolumeState.Stalled => Codes[4],
        VolumeState.Full => Codes[5],
    };
}
