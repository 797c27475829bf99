using Vedette.Foundation;
using Vedette.Recording.Playback;

namespace Vedette.Recording.Sealing;

/// <summary>A sealed export somebody ordered.</summary>
/// <param name="Id">The export.</param>
/// <param name="CameraIds">At least one.</param>
/// <param name="Range">What of them.</param>
/// <param name="Reason">Why, in the words of who ordered it.</param>
/// <param name="OrderedBy">The user's id.</param>
/// <param name="OrderedByName">The user's name then.</param>
/// <param name="OrderedAt">UTC.</param>
internal sealed record SealOrder(
    Guid Id, IReadOnlyList<CameraId> CameraIds, FootageRange Range, string Reason, string OrderedBy, string OrderedByName, DateTimeOffset OrderedAt);
