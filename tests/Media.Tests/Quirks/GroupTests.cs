using Vedette.Media.Tests.Quirks.Replaying;
using Xunit;

namespace Vedette.Media.Tests.Quirks;

/// <summary>How far key pictures lie apart.</summary>
public sealed class GroupTests
{
    [Fact]
    public async Task Quirk_32_Everything_a_smart_codec_sends_is_recorded_and_the_distance_of_its_key_pictures_is_known()
    {
        var replay = await Replay.OfAsync("smart-codec");

        replay.HasAllPictures(161);
        var keys = Enumerable.Range(0, 161).Where(picture => replay.Pictures[picture].Header.IsKey);
        Assert.Equal([0, 100, 110, 160], keys);
        Assert.Equal((4, 50, 2.0, 4.0), (replay.Counters.KeyUnits, replay.Counters.GroupUnits, replay.Counters.GroupSeconds, replay.Counters.LongestGroupSeconds));
    }
}
