using Vedette.Foundation;
using Vedette.Media.Hub;

namespace Vedette.Media.Sources;

/// <summary>A camera could not be reached, refused, fell silent or sent what cannot be understood. The message is for people and never holds a secret.</summary>
public sealed class SourceException : FaultException
{
    /// <summary>Creates the fault; transient unless somebody has to change a password, a path or the camera.</summary>
    public SourceException(FeedBreakCause cause, string message, Exception? innerException = null)
        : this(cause, KindOf(cause), message, innerException)
    {
    }

    private SourceException(FeedBreakCause cause, FaultKind kind, string message, Exception? innerException)
        : base(kind, message, kind != FaultKind.Configuration && IsPassing(cause), innerException) => Cause = cause;

    /// <summary>Why there are no pictures.</summary>
    public FeedBreakCause Cause { get; }

    /// <summary>When the camera is likely to have a place again, if it is busy with a session of ours that could not be ended; else null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// The address the camera's name leads to is not allowed by the <see cref="AddressPolicy"/>: a refusal of our own,
    /// told apart by <see cref="FaultKind.Configuration"/>.
    /// </summary>
    public static SourceException NotAllowed(string message) =>
        new(FeedBreakCause.Refused, FaultKind.Configuration, message, innerException: null);

    internal static SourceException Malformed(string message, Exception? innerException = null) =>
        new(FeedBreakCause.Malformed, message, innerException);

    private static FaultKind KindOf(FeedBreakCause cause) =>
        cause is FeedBreakCause.Malformed or FeedBreakCause.UnsupportedCodec or FeedBreakCause.NoVideoTrack
            ? FaultKind.Format
            : FaultKind.Network;

    private static bool IsPassing(FeedBreakCause cause) => cause is FeedBreakCause.Unreachable or FeedBreakCause.Refused
        or FeedBreakCause.Stalled or FeedBreakCause.Closed or FeedBreakCause.Malformed or FeedBreakCause.NoKeyPicture;
}
