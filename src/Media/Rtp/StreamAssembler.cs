using Vedette.Foundation;
using Vedette.Media.Codecs;
using Vedette.Media.Hub;
using Vedette.Media.Sources;
using Vedette.Media.Units;

namespace Vedette.Media.Rtp;

/// <summary>Gives units their times, their format and their run, and publishes them: the last stage before the hub.</summary>
/// <remarks>Nothing is published before the first key unit with known parameters.</remarks>
/// <param name="parameters">The video track's parameter sets, as the depacketizer keeps them.</param>
/// <param name="audio">The audio track, or null.</param>
/// <param name="counters">Where to count.</param>
internal sealed class StreamAssembler(VideoParameters parameters, TrackFormat? audio, SourceCounters counters)
{
    private const int UsualFrameRate = 25;

    private readonly TrackClock _video = new(VideoParameters.ClockRate);
    private readonly SenderClocks _senders = new(VideoParameters.ClockRate);
    private readonly DecodeClock _decode = new();
    private readonly WallClock _wall = new();
    private readonly DriftMeter _drift = new();
    private readonly ArrivalAlignment _alignment = new();
    private TrackClock _audio = new(audio?.ClockRate ?? 1);
    private StreamFormat? _format;
    private Run? _run;
    private uint _videoTimestamp;
    private int _lost;
    private long _unitsAtKey;
    private long? _keyTicks;
    private bool _audioStarted;
    private long _audioTicks;

    /// <summary>The audio track, or null. A change is published with the next key picture.</summary>
    public TrackFormat? AudioFormat
    {
        get;
        set
        {
            if (value is not null && value.ClockRate != field?.ClockRate)
            {
                (_audio, _audioStarted) = (new TrackClock(value.ClockRate), false);
            }

            field = value;
        }
    }
    = audio;

    /// <summary>Takes a picture; takes over its memory.</summary>
    public void TakeVideo(in CodedUnit unit, DateTimeOffset arrival, StreamHub hub)
    {
        _lost += unit.LostBefore;
        if (unit.IsKey && parameters.Format is { } format && (!ReferenceEquals(format, _format?.Video) || !ReferenceEquals(AudioFormat, _format.Audio)))
        {
            _format = new StreamFormat(format, AudioFormat);
        }

        if (_format is null || (_run is null && !unit.IsKey))
        {
            UnitMemory.Return(unit.Rented);
            return;
        }

        var presentation = _run is null ? StartRun(unit, arrival) : _video.Read(unit.Timestamp, arrival);
        if (_video.IsSplitDue && unit.IsKey)
        {
            presentation = StartRun(unit, arrival);
        }

        _videoTimestamp = unit.Timestamp;
        MeasureDrift(presentation, arrival);
        _wall.Slew(presentation, VideoParameters.ClockRate, arrival);
        var decode = _decode.Next(presentation);
        var header = new UnitHeader
        {
            Track = StreamFormat.VideoTrack,
            IsKey = unit.IsKey,
            DecodeTicks = decode,
            CompositionTicks = (int)Math.Max(0, presentation - decode),
            WallTime = _wall.At(presentation, VideoParameters.ClockRate),
            PacketsLostBefore = _lost,
            Format = _format,
            Run = _run!,
        };
        _lost = 0;
        Count(unit.IsKey, presentation);
        hub.Publish(AccessUnit.Adopt(header, unit.Rented, unit.Length));
    }

    /// <summary>Takes an audio frame; takes over its memory.</summary>
    public void TakeAudio(in CodedUnit unit, DateTimeOffset arrival, StreamHub hub)
    {
        // Sound of a format that readers do not know yet waits for the next key picture.
        if (_run is null || _format?.Audio is not { } audio || !ReferenceEquals(audio, AudioFormat) || !TryTimeAudio(unit.Timestamp, audio.ClockRate, arrival, out var ticks))
        {
            UnitMemory.Return(unit.Rented);
            return;
        }

        var header = new UnitHeader
        {
            Track = StreamFormat.AudioTrack,
            IsKey = true,
            DecodeTicks = ticks,
            WallTime = _wall.At(ticks, audio.ClockRate),
            PacketsLostBefore = unit.LostBefore,
            Format = _format,
            Run = _run,
        };
        counters.AudioUnits++;
        hub.Publish(AccessUnit.Adopt(header, unit.Rented, unit.Length));
    }

    /// <summary>Takes what the camera says about its clocks: used to lay sound beside picture, not for the time of day.</summary>
    public void TakeReport(bool isVideo, in RtcpSenderReport report, DateTimeOffset arrival)
    {
        _senders.Take(isVideo, report, isVideo ? VideoParameters.ClockRate : AudioFormat?.ClockRate ?? 1);
        if (isVideo && report.Ntp != 0)
        {
            counters.NoteSenderOffset(NtpTime.ToInstant(report.Ntp) - arrival);
        }
    }

    /// <summary>Both tracks are on one timeline: these two RTP times are the same instant.</summary>
    public void AlignTracks(uint video, uint audio)
    {
        _senders.Take(isVideo: true, new RtcpSenderReport(Source: 0, Ntp: 1, video), clockRate: 1);
        _senders.Take(isVideo: false, new RtcpSenderReport(Source: 0, Ntp: 1, audio), clockRate: 1);
    }

    private void Count(bool isKey, long presentation)
    {
        if (isKey)
        {
            counters.GroupUnits = counters.KeyUnits == 0 ? 0 : counters.Units - _unitsAtKey;
            counters.KeyUnits++;
            counters.IsInterlaced = parameters.IsInterlaced;
            _unitsAtKey = counters.Units;
            if (_keyTicks is { } before)
            {
                counters.GroupSeconds = (presentation - before) / (double)VideoParameters.ClockRate;
                counters.LongestGroupSeconds = Math.Max(counters.LongestGroupSeconds, counters.GroupSeconds);
            }

            _keyTicks = presentation;
        }

        counters.Units++;
    }

    private void MeasureDrift(long presentation, DateTimeOffset arrival)
    {
        if (counters.ClockJumps != _video.Jumps)
        {
            counters.ClockJumps = _video.Jumps;
            _drift.Start(arrival);
        }

        _alignment.TakeVideo(arrival, Late(presentation, VideoParameters.ClockRate, arrival));
        _drift.Take(presentation, VideoParameters.ClockRate, arrival);
        counters.NoteDrift(_drift.PartsPerMillion);
    }

    private long StartRun(in CodedUnit unit, DateTimeOffset arrival)
    {
        var pictureTicks = (long)(VideoParameters.ClockRate / (parameters.FrameRate ?? UsualFrameRate));
        var first = _decode.Start(Math.Max(parameters.ReorderFrames, _run is null ? 0 : _decode.Depth), pictureTicks);
        _run = new Run(Guid.CreateVersion7(arrival), arrival - MediaTime.ToTimeSpan(first, VideoParameters.ClockRate));
        _video.Start(unit.Timestamp, arrival, first);
        _wall.Start(_run.StartedAt);
        _drift.Start(arrival);
        _alignment.Start();
        (_audioStarted, _audioTicks, _keyTicks) = (false, 0, null);
        return first;
    }

    /// <summary>False for sound from before the run's start, or that would go back.</summary>
    private bool TryTimeAudio(uint timestamp, int clockRate, DateTimeOffset arrival, out long ticks)
    {
        if (!_audioStarted || _audio.IsSplitDue)
        {
            _audio.Start(timestamp, arrival, Math.Max(0, MediaTime.FromTimeSpan(arrival - _run!.StartedAt, clockRate)));
            _audioStarted = true;
            _alignment.Start();
        }

        ticks = _audio.Read(timestamp, arrival);
        var shift = _senders.AudioFor(_videoTimestamp, _video.Ticks, timestamp, clockRate) is { } aligned
            ? (Math.Abs(aligned - ticks) > clockRate / 50 ? aligned - ticks : 0)
            : MediaTime.FromTimeSpan(_alignment.TakeAudio(arrival, Late(ticks, clockRate, arrival)), clockRate);
        if (shift != 0)
        {
            _audio.Shift(shift);
            ticks += shift;
        }

        if (ticks < _audioTicks)
        {
            return false;
        }

        _audioTicks = ticks;
        return true;
    }

    /// <summary>How much later than its media time something arrived.</summary>
    private TimeSpan Late(long ticks, int clockRate, DateTimeOffset arrival) => arrival - _run!.StartedAt - MediaTime.ToTimeSpan(ticks, clockRate);
}
