using Vedette.Media.Onvif;
using Xunit;

namespace Vedette.Media.Tests.Onvif;

public sealed class OnvifMotionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("RuleEngine/CellMotionDetector/Motion", true)]
    [InlineData("RuleEngine/MotionRegionDetector/Motion", true)]
    [InlineData("VideoSource/MotionAlarm", true)]
    [InlineData("CameraApplicationPlatform/VMD/Camera1ProfileANY", true)]
    [InlineData("VideoSource/GlobalSceneChange/ImagingService", false)]
    [InlineData("Device/Trigger/DigitalInput", false)]
    public void Some_topics_are_about_motion(string topic, bool isMotion) => Assert.Equal(isMotion, OnvifMotion.IsAbout(topic));

    [Theory]
    [InlineData("IsMotion", "true", true)]
    [InlineData("State", "1", true)]
    [InlineData("State", "001", true)]
    [InlineData("active", "ACTIVE", true)]
    [InlineData("IsInside", "true", true)]
    [InlineData("State", "false", false)]
    [InlineData("State", "0", false)]
    [InlineData("State", "Inactive", false)]
    [InlineData("LogicalState", "idle", false)]
    [InlineData("State", "", false)]
    public void A_state_is_written_in_many_ways(string name, string value, bool active)
    {
        var motion = new OnvifMotion();

        _ = motion.Take(Message(OnvifOperation.Changed, (name, value)), Noon);

        Assert.Equal(active, motion.IsActive);
    }

    [Fact]
    public void It_is_over_when_every_source_rests()
    {
        var motion = new OnvifMotion();
        Assert.Null(motion.IsActive);
        Assert.True(motion.Take(Message(OnvifOperation.Initialized, ("IsMotion", "false")), Noon));

        Assert.True(motion.Take(Message(OnvifOperation.Changed, ("IsMotion", "true"), "Rule=1"), Noon));
        Assert.False(motion.Take(Message(OnvifOperation.Changed, ("IsMotion", "true"), "Rule=2"), Noon));
        Assert.False(motion.Take(Message(OnvifOperation.Changed, ("IsMotion", "false"), "Rule=1"), Noon));
        Assert.True(motion.Take(Message(OnvifOperation.Deleted, ("Rule", "2"), "Rule=2"), Noon));

        Assert.False(motion.IsActive);
    }

    [Fact]
    public void What_nobody_ends_is_asked_about_and_then_over()
    {
        var motion = new OnvifMotion();
        _ = motion.Take(Message(OnvifOperation.None, ("State", "true")), Noon);

        Assert.False(motion.IsDoubtful(Noon + TimeSpan.FromSeconds(59)));
        Assert.True(motion.IsDoubtful(Noon + TimeSpan.FromSeconds(60)));
        Assert.False(motion.Expire(Noon + TimeSpan.FromSeconds(119)));
        Assert.True(motion.Expire(Noon + TimeSpan.FromSeconds(120)));
        Assert.False(motion.IsActive);
    }

    [Fact]
    public void What_says_nothing_changes_nothing()
    {
        var motion = new OnvifMotion();

        Assert.False(motion.Take(Message(OnvifOperation.Changed, ("Window", "5")), Noon));

        Assert.Null(motion.IsActive);
    }

    [Fact]
    public void Sources_without_number_cost_bounded_memory()
    {
        var motion = new OnvifMotion();
        for (var source = 0; source < 10_000; source++)
        {
            _ = motion.Take(Message(OnvifOperation.Changed, ("State", "true"), $"Rule={source}"), Noon);
        }

        for (var source = 0; source < 64; source++)
        {
            _ = motion.Take(Message(OnvifOperation.Changed, ("State", "false"), $"Rule={source}"), Noon);
        }

        Assert.False(motion.IsActive);
    }

    private static OnvifMessage Message(OnvifOperation operation, (string Name, string Value) value, string source = "") => new(
        "RuleEngine/CellMotionDetector/Motion", operation, source, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [value.Name] = value.Value });
}
