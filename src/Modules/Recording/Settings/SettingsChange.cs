namespace Vedette.Recording.Settings;

/// <summary>What is to change; a member left out stays as it is. Zero bytes means: a share of the volume again.</summary>
internal sealed record SettingsChange(
    int? SegmentSeconds = null, int? FragmentMilliseconds = null, long? BudgetBytes = null, long? ReserveBytes = null, bool? EncryptFootage = null,
    string? DefaultTemplate = null, int? CommitMilliseconds = null);
