using Vedette.Media.Units;
using Vedette.Streams.Domain;
using Xunit;

namespace Vedette.Streams.Tests.Quirks;

/// <summary>What the administrator is told about key pictures that are far apart.</summary>
public sealed class GroupAdviceTests
{
    [Theory]
    [InlineData(1.0, 12.0, null, "smart-codec", "Warning")]
    [InlineData(10.0, 10.0, null, "long-gop", "Warning")]
    [InlineData(60.0, 60.0, null, "long-gop", "Serious")]
    [InlineData(null, null, 30.0, "long-gop", "Serious")]
    public void Quirk_32_Who_has_key_pictures_far_apart_is_advised_to_set_the_camera(
        double? shortest, double? longest, double? without, string code, string severity)
    {
        var facts = new StreamFacts { IsOnline = true, Codec = Codec.H264, Width = 1280, Height = 720, ShortestGroup = shortest, LongestGroup = longest, WithoutGroup = without };

        var advice = Assert.Single(Adviser.Advise(facts, null));

        Assert.Equal((code, severity), (advice.Code, $"{advice.Severity}"));
    }

    [Fact]
    public void Quirk_32_Who_has_them_every_two_seconds_is_left_alone() =>
        Assert.Empty(Adviser.Advise(new StreamFacts { IsOnline = true, Codec = Codec.H264, Width = 1280, Height = 720, ShortestGroup = 2, LongestGroup = 2 }, null));
}
