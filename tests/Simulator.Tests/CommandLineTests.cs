using Vedette.Foundation;
using Vedette.Simulator.Clips;
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

    [Theory]
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
