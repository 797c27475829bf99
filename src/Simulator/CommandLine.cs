using System.Globalization;
using Vedette.Foundation;
using Vedette.Simulator.Clips;
using Vedette.Simulator.Onvif;

namespace Vedette.Simulator;

/// <summary>Reads the options of <c>vedette-simulator</c>.</summary>
internal static class CommandLine
{
    public const string Usage = """
        vedette-simulator [--cameras 2] [--port 8554] [--own-ports] [--control-port N] [--clips DIR] [--auth none|basic|digest]
                          [--user admin] [--password secret] [--audio none|aac|pcmu|pcma|opus] [--video h264|h265|mjpeg] [--size WxH] [--fps 25] [--bitrate 2000000]
                          [--loop SECONDS] [--gop SECONDS] [--onvif-port N] [--onvif-auth none|wssecurity|digest] [--discovery-port N] [--sub-streams N]
        """;

    /// <summary>The options, or a fault that says what is wrong.</summary>
    public static SimulatorOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new SimulatorOptions { Cameras = 2, Port = 8554 };
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--own-ports")
            {
                options = options with { OwnPorts = true };
                continue;
            }

            var value = i + 1 < arguments.Count ? arguments[i + 1] : throw Wrong($"{arguments[i]} needs a value");
            options = Apply(options, arguments[i++], value);
        }

        return options;
    }

    private static SimulatorOptions Apply(SimulatorOptions options, string name, string value) => name switch
    {
        "--cameras" => options with { Cameras = Number(name, value, 1, 1000) },
        "--port" => options with { Port = Number(name, value, 0, ushort.MaxValue) },
        "--control-port" => options with { ControlPort = Number(name, value, 0, ushort.MaxValue) },
        "--onvif-port" => options with { OnvifPort = Number(name, value, 0, ushort.MaxValue) },
        "--onvif-auth" => options with { OnvifAuthentication = Choice<OnvifAuthentication>(name, value) },
        "--discovery-port" => options with { DiscoveryPort = Number(name, value, 0, ushort.MaxValue) },
        "--clips" => options with { ClipDirectory = value },
        "--auth" => options with { Authentication = Choice<RtspAuthentication>(name, value) },
        "--user" => options with { Username = value },
        "--password" => options with { Password = value },
        "--audio" => options with { Clip = options.Clip with { Audio = Choice<ClipAudio>(name, value) } },
        "--video" => options with { Clip = options.Clip with { Video = Choice<ClipVideo>(name, value) } },
        "--sub-streams" => options with { SubStreams = Number(name, value, 0, 1000) },
        "--size" => options with { Clip = Sized(options.Clip, name, value) },
        "--fps" => options with { Clip = options.Clip with { FrameRate = Number(name, value, 1, 60) } },
        "--bitrate" => options with { Clip = options.Clip with { BitRate = Number(name, value, 10_000, 100_000_000) } },
        "--loop" => options with { Clip = options.Clip with { Seconds = Number(name, value, 2, 120) } },
        "--gop" => options with { Clip = options.Clip with { KeyInterval = Number(name, value, 1, 10) } },
        _ => throw Wrong($"{name} is not known"),
    };

    private static ClipShape Sized(ClipShape clip, string name, string value) => value.Split('x') is [var width, var height]
        ? clip with { Width = Number(name, width, 16, 3840), Height = Number(name, height, 16, 2160) }
        : throw Wrong($"{name} is written like 1280x720");

    private static int Number(string name, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Wrong($"{name} takes a number from {least} to {most}");

    private static T Choice<T>(string name, string value)
        where T : struct, Enum =>
        Enum.TryParse<T>(value, ignoreCase: true, out var choice) && Enum.IsDefined(choice)
            ? choice
            : throw Wrong($"{name} takes one of {string.Join(", ", Enum.GetNames<T>())}");

    private static FaultException Wrong(string message) => new(FaultKind.Configuration, message);
}
