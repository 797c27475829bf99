using Vedette.Recording.Settings;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Features;

/// <summary>The settings in force, with the bytes they come to on this volume.</summary>
internal sealed record SettingsView(int SegmentSeconds, int FragmentMilliseconds, long BudgetBytes, long ReserveBytes, bool EncryptFootage)
{
    public static SettingsView Of(LiveSettings settings, VolumeSpace space) => new(
        settings.Current.SegmentSeconds, settings.Current.FragmentMilliseconds, space.Budget, space.Reserve, settings.Current.EncryptFootage);
}
