namespace Vedette.Recording.Settings;

/// <summary>What is to change; a member left out stays as it is. Zero bytes means: a share of the volume again.</summary>
internal sealed record SettingsChange(int? SegmentSeconds, int? FragmentMilliseconds, long? BudgetBytes, long? ReserveBytes);
