using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Volumes;

/// <summary>What was found at a volume's path.</summary>
internal readonly record struct VolumeFinding(VolumeState State, string? Detail = null)
{
    public static VolumeFinding Well { get; } = new(VolumeState.Online);

    public bool IsWell => State == VolumeState.Online;
}

/// <summary>Asks a device how it is. Everything here may block for as long as the device likes.</summary>
internal static class VolumeInspection
{
    private const string ProbeFile = "volume.probe";

    /// <summary>Whether what lies at the path is the volume, ours, and as we left it.</summary>
    public static VolumeFinding Look(VolumeEntry entry, Guid owner)
    {
        VolumeIdentity? identity;
        try
        {
            identity = VolumeIdentity.Read(entry.Path);
        }
        catch (FaultException damaged)
        {
            return new VolumeFinding(VolumeState.Foreign, damaged.Message);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return new VolumeFinding(VolumeState.Failed, refused.Message);
        }

        return identity switch
        {
            null => new VolumeFinding(VolumeState.Missing, $"There is no volume at {entry.Path}. Is it mounted?"),
            _ when identity.Id != entry.Id => new VolumeFinding(
                VolumeState.Foreign, $"Another volume lies at {entry.Path}. Mount the right one there."),
            { Owner: { } other } when other != owner => new VolumeFinding(
                VolumeState.Foreign, $"The volume at {entry.Path} belongs to another installation. Adopt it if that one does not use it any more."),
            _ when identity.Opens != entry.Opens && !(entry.IsOpening && identity.Opens == entry.Opens + 1) => new VolumeFinding(
                VolumeState.Foreign,
                $"The volume at {entry.Path} is not as it was left (opened {identity.Opens} times, not {entry.Opens}): an older copy, or somebody else wrote to it. Adopt it if it is the right one."),
            _ => VolumeFinding.Well,
        };
    }

    /// <summary>Whether the volume takes a write and confirms it.</summary>
    public static VolumeFinding Try(Volume volume)
    {
        try
        {
            var path = Path.Combine(volume.Root, ProbeFile);
            using var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            RandomAccess.Write(file, "This file is written from time to time to see whether the volume takes it.\n"u8, 0);
            DurableFile.Flush(file);
            return VolumeFinding.Well;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return new VolumeFinding(VolumeTrouble.StateOf(refused), refused.Message);
        }
    }
}
