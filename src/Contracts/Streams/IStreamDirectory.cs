using Vedette.Foundation;
using Vedette.Media.Hub;

namespace Vedette.Contracts.Streams;

/// <summary>The one question modules ask each other without an event: open this camera's feed.</summary>
/// <remarks>The feed may be in this process or on another node; the cursor behaves the same.</remarks>
public interface IStreamDirectory
{
    /// <summary>
    /// Waits until the camera's feed is known here, then opens a cursor on it. The cursor outlives reconnects: it reports
    /// <see cref="ReadingKind.Break"/> when the camera is lost and goes on when it is back. Dispose it when nothing more is
    /// read: a stream that is not recorded is connected for its readers only.
    /// </summary>
    /// <remarks>
    /// A stream that serves <see cref="StreamRole.Grid"/> or <see cref="StreamRole.Detect"/> and cannot be had is stood in for
    /// by the recorded one. That is decided when the cursor is opened: who reads for long opens another after a break.
    /// </remarks>
    /// <param name="camera">The camera. It need not be online.</param>
    /// <param name="role">What it is wanted for.</param>
    /// <param name="cancellation">Stops waiting for a camera that is not known (yet).</param>
    /// <returns>A cursor. It completes with <see cref="ReadingKind.End"/> when the camera is removed or switched off.</returns>
    ValueTask<StreamCursor> OpenAsync(CameraId camera, StreamRole role, CancellationToken cancellation);
}
