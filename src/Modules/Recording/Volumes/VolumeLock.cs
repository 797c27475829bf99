using Vedette.Foundation;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Volumes;

/// <summary>Holds a volume for one writing process; the operating system lets go of it when the process dies.</summary>
internal sealed class VolumeLock : IDisposable
{
    private readonly FileStream _file;

    private VolumeLock(FileStream file) => _file = file;

    /// <exception cref="FaultException">Of kind <see cref="FaultKind.Configuration"/>: another process writes to the volume.</exception>
    public static VolumeLock Take(Volume volume)
    {
        var path = Path.Combine(volume.Root, "volume.lock");
        try
        {
            return new VolumeLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException held)
        {
            throw new FaultException(
                FaultKind.Configuration,
                $"Another process writes to the volume {volume.Root}. Stop it first.",
                innerException: held);
        }
    }

    public void Dispose() => _file.Dispose();
}
