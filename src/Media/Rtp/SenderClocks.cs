namespace Vedette.Media.Rtp;

/// <summary>Relates the RTP times of picture and sound by the camera's own clock, once both tracks had a sender report.</summary>
/// <param name="videoRate">Ticks per second of the video track.</param>
internal sealed class SenderClocks(int videoRate)
{
    // Reports further apart than this are not of one clock: some cameras count NTP from power-on on one track only.
    private const double MaxApartSeconds = 60;

    // More than quartz and buffers explain from one report to the next: the camera's time of day was set.
    private const double MaxStepSeconds = 0.5;

    private RtcpSenderReport? _video;
    private RtcpSenderReport? _audio;

    /// <summary>
    /// Takes a report; one without wall clock is of no use. When the camera's time of day was set since the track's report
    /// before, nothing is known until the other track has reported by the new time as well.
    /// </summary>
    public void Take(bool isVideo, in RtcpSenderReport report, int clockRate)
    {
        if (report.Ntp == 0)
        {
            return;
        }

        if ((isVideo ? _video : _audio) is { } before && HasStepped(before, report, clockRate))
        {
            (_video, _audio) = (null, null);
        }

        if (isVideo)
        {
            _video = report;
        }
        else
        {
            _audio = report;
        }
    }

    /// <summary>
    /// Media time, in audio ticks since the run's start, of the sound at <paramref name="audioTimestamp"/>, given that the
    /// picture at <paramref name="videoTimestamp"/> has media time <paramref name="videoTicks"/> and the audio clock makes
    /// <paramref name="audioRate"/> ticks per second. Null when unknown or absurd.
    /// </summary>
    public long? AudioFor(uint videoTimestamp, long videoTicks, uint audioTimestamp, int audioRate)
    {
        if (_video is not { } video || _audio is not { } audio)
        {
            return null;
        }

        var apart = (long)(audio.Ntp - video.Ntp) / (double)(1L << 32);
        var sound = apart + ((int)(audioTimestamp - audio.Timestamp) / (double)audioRate);
        var picture = (int)(videoTimestamp - video.Timestamp) / (double)videoRate;
        var seconds = (videoTicks / (double)videoRate) + sound - picture;
        return Math.Abs(apart) > MaxApartSeconds || Math.Abs(sound - picture) > MaxApartSeconds || seconds < 0
            ? null
            : (long)(seconds * audioRate);
    }

    private static bool HasStepped(in RtcpSenderReport before, in RtcpSenderReport now, int clockRate)
    {
        var wall = (long)(now.Ntp - before.Ntp) / (double)(1L << 32);
        var media = (int)(now.Timestamp - before.Timestamp) / (double)clockRate;
        return Math.Abs(wall - media) > MaxStepSeconds;
    }
}
