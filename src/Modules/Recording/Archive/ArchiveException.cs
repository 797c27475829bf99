using Vedette.Foundation;

namespace Vedette.Recording.Archive;

/// <summary>The archive did not do what it was asked. The message is for people and holds no secret.</summary>
internal sealed class ArchiveException(ArchiveCause cause, string message, Exception? inner = null)
    : FaultException(FaultKind.Network, message, isTransient: true, inner)
{
    public ArchiveCause Cause { get; } = cause;
}
