using Vedette.Foundation;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Volumes;

/// <summary>The locks of several volumes, held or let go of together.</summary>
internal sealed class HeldVolumes : IDisposable
{
    private readonly List<VolumeLock> _locks = [];

    /// <exception cref="FaultException">Of kind <see cref="FaultKind.Configuration"/>: another process writes to one of them.</exception>
    public HeldVolumes(IEnumerable<Volume> volumes)
    {
        try
        {
            foreach (var volume in volumes)
            {
                _locks.Add(VolumeLock.Take(volume));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Dispose() => _locks.ForEach(held => held.Dispose());
}
