namespace Vedette.Recording.Settings;

/// <summary>How long footage of a class is kept, in days.</summary>
/// <param name="MinDays">It must be kept that long; 0 for no promise.</param>
/// <param name="MaxDays">It must be deleted then; null for never, as long as there is room. At least <paramref name="MinDays"/>.</param>
internal sealed record KeepingTime(double MinDays, double? MaxDays = null)
{
    /// <summary>Footage that ended before this instant may go; without a promise even footage a wrong clock put into the future.</summary>
    public DateTimeOffset MayGoBefore(DateTimeOffset now) => MinDays > 0 ? now.AddDays(-MinDays) : DateTimeOffset.MaxValue;

    /// <summary>Footage that ended before this instant must go.</summary>
    public DateTimeOffset? MustGoBefore(DateTimeOffset now) => MaxDays is { } days ? now.AddDays(-days) : null;
}
