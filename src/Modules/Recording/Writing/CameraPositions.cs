using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Writing;

/// <summary>
/// Where each camera stands, written down now and then: what the files say when all volumes are there has to be known as well
/// when the one with a camera's newest footage is not, or its numbers would be given twice.
/// </summary>
/// <remarks>
/// Belongs here: the local file of it. Does not: footage; the files are the truth as long as they can be read. A position may be
/// older than the footage by the time between two writings, so numbers are left out behind it and the chain begins anew.
/// </remarks>
internal sealed class CameraPositions(
    LocalSnapshot<KnownPositions> snapshot, AttachedVolumes volumes, LiveFootage live, ILogger<CameraPositions> logger)
{
    // More segments than any camera begins between two writings.
    private const long LeftOut = 1000;

    private readonly KnownPositions _before = snapshot.Load() ?? new KnownPositions(IsFinal: true, new Dictionary<string, CameraPosition>());

    /// <summary>Whether every volume that is in use can be read.</summary>
    public bool AllVolumesAreHere => volumes.All.All(volume => volume.Condition.IsReadable || volume.Entry.IsDetached);

    /// <summary>The volume a camera was recorded to when the process before this one ended; null when that is not known.</summary>
    public Guid? HomeOf(CameraId camera) => _before.Cameras.GetValueOrDefault(camera.ToString())?.Volume;

    /// <summary>What the files of the volumes that are here say, set right by what is known of the others.</summary>
    public TornTail Correct(CameraId camera, TornTail tail)
    {
        if (_before.Cameras.GetValueOrDefault(camera.ToString()) is not { } known
            || tail.NextSequence > known.Sequence
            || volumes.Find(known.Volume) is { Condition.IsReadable: true })
        {
            return tail;
        }

        return tail with
        {
            NextSequence = known.Sequence + 1 + (_before.IsFinal ? 0 : LeftOut),
            Chain = _before.IsFinal ? known.Chain : null,
            KnownUntil = known.End,
        };
    }

    /// <summary>Writes down where the cameras stand.</summary>
    public async Task SaveAsync(IEnumerable<CameraId> cameras, bool isFinal, CancellationToken cancellation)
    {
        var positions = new Dictionary<string, CameraPosition>(_before.Cameras);
        foreach (var camera in cameras)
        {
            if (live.Of(camera).Last is { } last)
            {
                positions[camera.ToString()] = new CameraPosition(last.VolumeId, last.Sequence, last.ChainHash, last.End);
            }
        }

        try
        {
            await snapshot.SaveAsync(new KnownPositions(isFinal, positions), cancellation);
        }
        catch (FaultException refused)
        {
            RecordingLog.PositionsNotSaved(logger, refused);
        }
    }
}
