using System.Globalization;
using Vedette.Foundation;
using Vedette.Simulator.Clips;
using Vedette.Simulator.Onvif;
using Vedette.Simulator.Things;

namespace Vedette.Simulator;

/// <summary>Reads the options of <c>vedette-simulator</c>.</summary>
internal static class CommandLine
{
    public const string Usage = """
        vedette-simulator [--cameras 2] [--port 8554] [--own-ports] [--control-port N] [--clips DIR] [--auth none|basic|digest]
                          [--user admin] [--password secret] [--audio none|aac|pcmu|pcma|opus] [--video h264|h265|mjpeg] [--size WxH] [--fps 25] [--bitrate 2000000]
                          [--loop SECONDS] [--gop SECONDS] [--onvif-port N] [--onvif-auth none|wssecurity|digest] [--discovery-port N] [--sub-streams N]
                          [--things N] [--thing-port N] [--thing-auth nosec|basic|bearer|apikey|digest] [--thing-user vedette] [--thing-secret SECRET]
                          [--thing-interval MILLISECONDS] [--thing-location TEXT] [--thing-id TEXT] [--directory-port N] [--thing-discovery-port N]
        Things also by the environment, --thing-port as VEDETTE_THING_PORT and so on; then VEDETTE_THING_ID, _PORT and _LOCATION are needed.
        """;

    // A thing has no other camera than those beside it, and needs no broker: its events are read over HTTP.
    private static readonly string[] ThingOptionNames =
    [
        "--things", "--thing-id", "--thing-port", "--thing-location", "--thing-auth", "--thing-user", "--thing-secret", "--thing-interval",
        "--directory-port", "--thing-discovery-port",
    ];

    private static readonly string[] NeededOfTheEnvironment = ["--thing-id", "--thing-port", "--thing-location"];

    /// <summary>The options, or a fault that says what is wrong.</summary>
    /// <param name="arguments">The command line; it wins.</param>
    /// <param name="environment">Reads a variable of the environment.</param>
    public static SimulatorOptions Parse(IReadOnlyList<string> arguments, Func<string, string?>? environment = null)
    {
        var options = OfEnvironment(new SimulatorOptions { Cameras = 2, Port = 8554 }, environment ?? (_ => null));
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

    private static SimulatorOptions OfEnvironment(SimulatorOptions options, Func<string, string?> environment)
    {
        var given = ThingOptionNames.Where(option => environment(Variable(option)) is { Length: > 0 }).ToList();
        if (given.Count > 0 && NeededOfTheEnvironment.Except(given).FirstOrDefault() is { } missing)
        {
            throw Wrong($"{Variable(missing)} is missing");
        }

        return given.Aggregate(options, (options, option) => Apply(options, option, environment(Variable(option))!));

        static string Variable(string option) => "VEDETTE_" + option.TrimStart('-').Replace('-', '_').ToUpperInvariant();
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
        _ => options with { Things = Apply(options.Things ?? new ThingOptions(), name, value) },
    };

    private static ThingOptions Apply(ThingOptions things, string name, string value) => name switch
    {
        "--things" => things with { Things = Number(name, value, 1, 100) },
        "--thing-id" => things with { Id = value },
        "--thing-port" => things with { Port = Number(name, value, 0, ushort.MaxValue) },
        "--thing-location" => things with { Location = value },
        "--thing-auth" => things with { Security = Choice<ThingSecurity>(name, value) },
        "--thing-user" => things with { Username = value },
        "--thing-secret" => things with { Secret = value },
        "--thing-interval" => things with { Interval = TimeSpan.FromMilliseconds(Number(name, value, 50, 3_600_000)) },
        "--directory-port" => things with { DirectoryPort = Number(name, value, 0, ushort.MaxValue) },
        "--thing-discovery-port" => things with { DiscoveryPort = Number(name, value, 0, ushort.MaxValue) },
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
