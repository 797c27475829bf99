using Vedette.Media.Hub;
using Vedette.Media.Units;

namespace Vedette.Streams.Domain;

/// <summary>Turns what is known of a camera into what could be done about it. The most serious comes first.</summary>
internal static class Adviser
{
    private const double LongGroupSeconds = 4;
    private const double VeryLongGroupSeconds = 20;
    private const double UnevenGroups = 2;
    private const double MuchLoss = 0.01;
    private const double VeryMuchLoss = 0.05;
    private const double MuchJitterMilliseconds = 150;
    private const double ClockOffSeconds = 2;
    private const double MuchDriftPpm = 200;
    private const int ManyTroubles = 5;
    private const long ManyClockJumps = 3;
    private const int LargePixels = 1920 * 1088;

    /// <param name="main">The large stream.</param>
    /// <param name="sub">The small one; null when the camera has none.</param>
    public static IReadOnlyList<Advice> Advise(StreamFacts main, StreamFacts? sub) =>
        [.. Silence(main).Concat(Picture(main, sub)).Concat(Network(main)).Concat(Clock(main)).Concat(Sound(main)).Concat(Small(sub)).OrderByDescending(advice => advice.Severity)];

    private static IEnumerable<Advice> Silence(StreamFacts main)
    {
        if (main.Cause is { } cause)
        {
            yield return cause switch
            {
                FeedBreakCause.WrongPassword => Advice.Of(
                    "check-password", AdviceSeverity.Serious, $"The camera refuses the user name or password: enter those of a user who may watch its video."),
                FeedBreakCause.UntrustedCertificate => Advice.Of(
                    "check-certificate", AdviceSeverity.Serious, $"The camera's certificate is not trusted: compare its fingerprint with the one the camera shows, then pin it, or name its authority."),
                FeedBreakCause.NoKeyPicture => Advice.Of(
                    "check-key-frames", AdviceSeverity.Serious, $"Pictures arrive but none that playing can start on: switch off the smart codec and set the I-frame interval to 2 s."),
                FeedBreakCause.NoSuchPath => Advice.Of(
                    "check-path", AdviceSeverity.Serious, $"The camera has no stream at this address: look up the path in its manual, or let the search find it."),
                FeedBreakCause.NoVideoTrack or FeedBreakCause.UnsupportedCodec => Advice.Of(
                    "check-codec", AdviceSeverity.Serious, $"The stream holds no video that can be recorded: set the camera to H.264 or H.265."),
                FeedBreakCause.Refused => Advice.Of(
                    "check-clients", AdviceSeverity.Serious, $"The camera refuses the connection: it may serve too many clients already, or its RTSP service is switched off."),
                FeedBreakCause.Unreachable => Advice.Of(
                    "check-network", AdviceSeverity.Serious, $"The camera does not answer: check its power, cable and address."),
                FeedBreakCause.Stalled or FeedBreakCause.Closed or FeedBreakCause.Malformed => Advice.Of(
                    "check-camera", AdviceSeverity.Serious, $"The camera stopped sending: restart it, and look for a newer firmware if it happens again."),
            };
        }

        if (main.RecentTroubles >= ManyTroubles)
        {
            yield return Advice.Of(
                "unstable",
                AdviceSeverity.Warning,
                $"The connection was lost {main.RecentTroubles} times in the last hour: check the cable or the radio link, and the camera's power.",
                ("count", main.RecentTroubles));
        }
    }

    private static IEnumerable<Advice> Picture(StreamFacts main, StreamFacts? sub)
    {
        if (main is { ShortestGroup: { } shortest, LongestGroup: { } longest } && longest > LongGroupSeconds && longest > shortest * UnevenGroups)
        {
            yield return Advice.Of(
                "smart-codec",
                AdviceSeverity.Warning,
                $"Key frames come every {shortest:0.#} to {longest:0.#} s: the camera's smart codec (H.264+, H.265+, Zipstream …) is on. Switch it off, live view and playback will start sooner.",
                ("shortest", Math.Round(shortest, 1)),
                ("longest", Math.Round(longest, 1)));
        }
        else if ((main.LongestGroup ?? main.WithoutGroup) is { } group && group > LongGroupSeconds)
        {
            yield return Advice.Of(
                "long-gop",
                group > VeryLongGroupSeconds ? AdviceSeverity.Serious : AdviceSeverity.Warning,
                $"Key frames every {group:0.#} s: live view will start slowly. Set the I-frame interval to 2 s.",
                ("seconds", Math.Round(group, 1)));
        }

        if (sub is null && main.Width * main.Height > LargePixels)
        {
            yield return Advice.Of(
                "no-sub-stream",
                AdviceSeverity.Warning,
                $"The picture has {main.Width} x {main.Height} pixels and there is no small stream: a wall of tiles is heavy for browser and network. Add the camera's sub stream.",
                ("width", main.Width),
                ("height", main.Height));
        }

        if (main.Codec == Codec.H265 && sub?.Codec is not Codec.H264)
        {
            yield return Advice.Of(
                "h265-browsers",
                AdviceSeverity.Info,
                $"Not every browser shows H.265: a sub stream in H.264 can be watched everywhere.");
        }

        if (main.Codec == Codec.Mjpeg)
        {
            yield return Advice.Of(
                "mjpeg", AdviceSeverity.Info, $"Motion JPEG takes many times the space of H.264: use H.264 if the camera offers it.");
        }

        if (main.IsInterlaced)
        {
            yield return Advice.Of("interlaced", AdviceSeverity.Info, $"The picture is interlaced: set the camera to progressive if it can be.");
        }

        if (main.IsReordered)
        {
            yield return Advice.Of(
                "b-frames", AdviceSeverity.Info, $"The camera sends B-frames, which delay live view by some pictures: switch them off for the lowest delay.");
        }
    }

    private static IEnumerable<Advice> Network(StreamFacts main)
    {
        if (main.Loss is { } loss && loss > MuchLoss)
        {
            var (severity, percent) = (loss > VeryMuchLoss ? AdviceSeverity.Serious : AdviceSeverity.Warning, Math.Round(loss * 100, 1));
            yield return main.IsOverUdp
                ? Advice.Of("packet-loss", severity, $"{percent:0.#} % of the packets are lost: let the camera send over TCP.", ("percent", percent))
                : Advice.Of(
                    "camera-drops",
                    severity,
                    $"{percent:0.#} % of the packets are missing although they travel over TCP: the camera cannot keep up. Lower its bit rate or the number of its clients.",
                    ("percent", percent));
        }

        if (main.JitterMilliseconds is { } jitter && jitter > MuchJitterMilliseconds)
        {
            yield return Advice.Of(
                "jitter", AdviceSeverity.Info, $"Packets arrive unevenly ({jitter:0} ms): the network between is busy, or radio.", ("milliseconds", Math.Round(jitter)));
        }

        if (main.HasOpenPassword)
        {
            yield return Advice.Of(
                "open-password",
                AdviceSeverity.Warning,
                $"The camera takes its password in the clear (Basic): switch it to Digest, or reach it by rtsps:// or https://.");
        }
    }

    private static IEnumerable<Advice> Clock(StreamFacts main)
    {
        if (main.SenderOffsetSeconds is { } offset && Math.Abs(offset) > ClockOffSeconds)
        {
            yield return Advice.Of(
                "clock-off",
                AdviceSeverity.Warning,
                $"The camera's clock is {Math.Abs(offset):0.#} s {(offset > 0 ? "ahead" : "behind")}: the time it burns into the picture is wrong. Let it use NTP.",
                ("seconds", Math.Round(offset, 1)));
        }

        if (main.DriftPpm is { } drift && Math.Abs(drift) > MuchDriftPpm)
        {
            yield return Advice.Of(
                "clock-drift",
                AdviceSeverity.Info,
                $"The camera's clock runs {Math.Abs(drift):0} millionths too {(drift > 0 ? "fast" : "slow")}; recordings are corrected for it.",
                ("ppm", Math.Round(drift)));
        }

        if (main.ClockJumps >= ManyClockJumps)
        {
            yield return Advice.Of(
                "clock-jumps",
                AdviceSeverity.Info,
                $"The camera's clock jumped {main.ClockJumps} times; recordings go on by the time of arrival.",
                ("count", main.ClockJumps));
        }
    }

    private static IEnumerable<Advice> Sound(StreamFacts main)
    {
        if (main.IgnoredAudio is { } codec)
        {
            yield return Advice.Of(
                "audio-left-out",
                AdviceSeverity.Info,
                $"The camera's {codec} sound is not supported and left out: set it to AAC, G.711 or Opus.",
                ("codec", codec));
        }
        else if (main.Audio is Codec.PcmA or Codec.PcmMu)
        {
            yield return Advice.Of("audio-g711", AdviceSeverity.Info, $"The sound is of telephone quality (G.711): use AAC if the camera offers it.");
        }
    }

    private static IEnumerable<Advice> Small(StreamFacts? sub)
    {
        if (sub?.Cause is { } cause)
        {
            yield return Advice.Of(
                "sub-stream-fails",
                AdviceSeverity.Warning,
                $"The small stream cannot be had, so the large one stands in: check its address, and whether the camera serves two clients at once.",
                ("cause", cause));
        }
    }
}
