using Vedette.Foundation;

namespace Vedette.Recording.Retention;

/// <summary>How fast a camera fills a volume.</summary>
/// <param name="CameraId">The camera.</param>
/// <param name="VolumeId">The volume.</param>
/// <param name="BytesPerDay">By class, in the order of <see cref="FootageWorth.Classes"/>.</param>
internal sealed record CameraPace(CameraId CameraId, Guid VolumeId, IReadOnlyList<double> BytesPerDay);
