using Vedette.Foundation;
using Vedette.Platform.Access;

namespace Vedette.Streams.Publishing;

/// <summary>A lease on watching one camera, which also ends when the camera is moved out of its holder's reach.</summary>
internal sealed class CameraLease : IDisposable
{
    private readonly IDisposable _listening;

    public CameraLease(AccessLease access, CameraId camera, FeedChanges changes)
    {
        Access = access;
        _listening = changes.Listen(changed =>
        {
            if (changed == camera)
            {
                access.Review();
            }
        });
    }

    public AccessLease Access { get; }

    public void Dispose()
    {
        _listening.Dispose();
        Access.Dispose();
    }
}
