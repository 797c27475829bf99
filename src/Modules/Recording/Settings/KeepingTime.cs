namespace Vedette.Recording.Settings;

/// <summary>How long footage of a class is kept, in days.</summary>
/// <param name="MinDays">It must be kept that long; 0 for no promise.</param>
/// <param name="MaxDays">It must be deleted then; null for never, as long as there is room. At least <paramref name="MinDays"/>.</param>
internal sealed record KeepingTime(double MinDays, double? MaxDays);
