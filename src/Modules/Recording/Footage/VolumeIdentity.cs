using System.Text.Json;
using Vedette.Foundation;
using Vedette.Recording.Disks;

namespace Vedette.Recording.Footage;

/// <summary>What the file <c>volume.json</c> in the root of a volume says of it.</summary>
/// <param name="Id">The volume's name for ever.</param>
/// <param name="Owner">The installation that writes to it; null when it was made by a version that did not ask.</param>
/// <param name="Opens">How often it was opened for writing: an older copy of a volume, or one another node wrote to meanwhile, is known by it.</param>
internal sealed record VolumeIdentity(Guid Id, Guid? Owner = null, long Opens = 0)
{
    public const string FileName = "volume.json";

    /// <summary>Reads the identity of what lies at that path; null when there is none.</summary>
    /// <exception cref="FaultException">Of kind <see cref="FaultKind.Format"/>: the file is damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static VolumeIdentity? Read(string root)
    {
        try
        {
            return JsonSerializer.Deserialize<VolumeIdentity>(File.ReadAllBytes(Path.Combine(root, FileName)), JsonSerializerOptions.Web);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException damaged)
        {
            throw new FaultException(FaultKind.Format, $"The file {FileName} in {root} is damaged: {damaged.Message}", innerException: damaged);
        }
    }

    /// <summary>Replaces the file; after a power cut the old or the new one is there.</summary>
    /// <exception cref="IOException">The volume refuses.</exception>
    public void Write(string root)
    {
        var (disk, file) = (LocalDisk.Instance, Path.Combine(root, FileName));
        var aside = file + ".new";
        disk.Delete(aside);
        using (var handle = disk.Create(aside))
        {
            disk.Write(handle, [JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web)], 0);
            disk.Flush(handle);
        }

        disk.Rename(aside, file);
        disk.FlushDirectory(root);
    }
}
