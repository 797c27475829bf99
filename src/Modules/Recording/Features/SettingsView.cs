using Vedette.Recording.Settings;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Features;

/// <summary>The settings in force, with the bytes they come to on the volumes together.</summary>
internal sealed record SettingsView(
    int SegmentSeconds, int FragmentMilliseconds, long BudgetBytes, long ReserveBytes, bool EncryptFootage, string DefaultTemplate, int CommitMilliseconds)
{
    public static SettingsView Of(LiveSettings settings, AttachedVolumes volumes) => new(
        settings.Current.SegmentSeconds,
        settings.Current.FragmentMilliseconds,
        volumes.All.Sum(volume => volume.Space.Budget),
        volumes.All.Sum(volume => volume.Space.Reserve),
        settings.Current.EncryptFootage,
        settings.Current.DefaultTemplate,
        settings.Current.CommitMilliseconds);
}
