using Vedette.Foundation;
using Vedette.Simulator.Clips;
using Vedette.Simulator.Things;
using Xunit;

namespace Vedette.Simulator.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void Options_are_read()
    {
        var options = CommandLine.Parse(
            ["--cameras", "3", "--port", "0", "--control-port", "0", "--own-ports", "--auth", "digest", "--audio", "pcmu", "--size", "640x360", "--fps", "15"]);

        Assert.Equal((3, 0, 0, true), (options.Cameras, options.Port, options.ControlPort, options.OwnPorts));
        Assert.Equal((RtspAuthentication.Digest, ClipAudio.Pcmu), (options.Authentication, options.Clip.Audio));
        Assert.Equal((640, 360, 15), (options.Clip.Width, options.Clip.Height, options.Clip.FrameRate));
    }

    [Fact]
    [Trait("Req", "R-44")]
    public void A_thing_is_told_by_the_environment_what_it_is_and_the_command_line_wins()
    {
        var environment = new Dictionary<string, string?> { ["VEDETTE_THING_ID"] = "cellar", ["VEDETTE_THING_PORT"] = "0", ["VEDETTE_THING_LOCATION"] = "Cellar" };

        var options = CommandLine.Parse(["--thing-location", "Attic", "--thing-auth", "digest"], environment.GetValueOrDefault);

        Assert.Equal(("cellar", 0, "Attic", ThingSecurity.Digest), (options.Things!.Id, options.Things.Port, options.Things.Location, options.Things.Security));
        Assert.Equal(2500, options.Things.Interval.TotalMilliseconds);
        Assert.Null(CommandLine.Parse([]).Things);
    }

    [Fact]
    [Trait("Req", "R-44")]
    public void A_setting_the_environment_leaves_out_ends_it()
    {
        var environment = new Dictionary<string, string?> { ["VEDETTE_THING_ID"] = "cellar", ["VEDETTE_THING_PORT"] = "0" };

        var fault = Assert.Throws<FaultException>(() => CommandLine.Parse([], environment.GetValueOrDefault));

        Assert.Contains("VEDETTE_THING_LOCATION", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--things", "0")]
    [InlineData("--thing-auth", "trust")]
    [InlineData("--cameras")]
    [InlineData("--cameras", "0")]
    [InlineData("--port", "70000")]
    [InlineData("--auth", "trust")]
    [InlineData("--auth", "7")]
    [InlineData("--size", "big")]
    [InlineData("--colour", "red")]
    public void What_cannot_be_read_is_said(params string[] arguments)
    {
        var fault = Assert.Throws<FaultException>(() => CommandLine.Parse(arguments));

        Assert.Equal(FaultKind.Configuration, fault.Kind);
        Assert.Contains(arguments[0], fault.Message, StringComparison.Ordinal);
    }
}
