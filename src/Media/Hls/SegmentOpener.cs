using Vedette.Foundation;
using Vedette.Media.Codecs;
using Vedette.Media.Hub;
using Vedette.Media.Mp4;
using Vedette.Media.Sources;
using Vedette.Media.Ts;
using Vedette.Media.Units;

namespace Vedette.Media.Hls;

/// <summary>Takes segments apart, whether MPEG-TS or fragmented MP4, into units in the order in which they are to be published.</summary>
internal sealed class SegmentOpener(SourceCounters counters) : IDisposable
{
    private const int ClockRate = TimelinePublisher.ClockRate;

    private TsReader _transport = new(counters);
    private PictureReader? _pictures;

    /// <summary>The video's parameters; null before the first segment.</summary>
    public VideoParameters? Parameters { get; private set; }

    /// <summary>The sound's format, or null.</summary>
    public TrackFormat? Audio { get; private set; }

    /// <summary>The name of sound that is left out, or null.</summary>
    public string? IgnoredAudio => _transport.IgnoredAudio;

    /// <summary>Takes a segment apart; the units' memory is the caller's.</summary>
    /// <exception cref="SourceException">There is nothing in it that can be recorded.</exception>
    public List<TimelineUnit> Open(FetchedSegment segment)
    {
        var units = segment.Init.Length == 0 && segment.Bytes.AsSpan().StartsWith([TsPacket.Sync]) ? OpenTransport(segment) : OpenMovie(segment);
        return Interleave(units);
    }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    private List<TimelineUnit> OpenTransport(FetchedSegment segment)
    {
        if (segment.IsDiscontinuity)
        {
            _transport.Dispose();
            _transport = new TsReader(counters);
        }

        _transport.Push(segment.Bytes);
        _transport.Flush();
        (Parameters, Audio) = (_transport.Parameters, _transport.Audio);
        var units = new List<TimelineUnit>();
        while (_transport.TryTake(out var unit))
        {
            units.Add(unit);
        }

        return units;
    }

    private List<TimelineUnit> OpenMovie(FetchedSegment segment)
    {
        try
        {
            var file = new MemoryStream([.. segment.Init, .. segment.Bytes], writable: false);
            var reader = new SegmentReader(file);
            Describe(reader.Format);
            var units = new List<TimelineUnit>();
            foreach (var fragment in reader.ReadFragments())
            {
                foreach (var run in fragment.Runs)
                {
                    units.AddRange(run.Samples.Select(sample => Copy(file, sample, run.Track, reader.Format.Tracks[run.Track].ClockRate)));
                }
            }

            return units;
        }
        catch (FaultException broken) when (broken is not SourceException)
        {
            throw new SourceException(FeedBreakCause.UnsupportedCodec, $"A segment of the stream cannot be read. {broken.Message}", broken);
        }
    }

    private void Describe(StreamFormat format)
    {
        if (_pictures is null || Parameters?.Format?.Codec != format.Video.Codec)
        {
            _pictures = PictureReader.Of(format.Video.Codec);
        }

        _pictures.Take(format.Video);
        (Parameters, Audio) = (_pictures.Parameters, format.Audio);
    }

    private static TimelineUnit Copy(MemoryStream file, SegmentSample sample, int track, int clockRate)
    {
        var rented = UnitMemory.Rent(sample.Size);
        file.Position = sample.Offset;
        file.ReadExactly(rented, 0, sample.Size);
        var ticks = sample.DecodeTicks + sample.CompositionTicks;
        var time = MediaTime.FromTimeSpan(MediaTime.ToTimeSpan(ticks, clockRate), ClockRate);
        return new TimelineUnit(track == StreamFormat.VideoTrack, rented, sample.Size, time, sample.IsKey, LostBefore: 0);
    }

    /// <summary>Sound beside its pictures; each track stays in its own order.</summary>
    private static List<TimelineUnit> Interleave(List<TimelineUnit> units)
    {
        var (pictures, sounds) = (units.FindAll(unit => unit.IsVideo), units.FindAll(unit => !unit.IsVideo));
        var (ordered, sound) = (new List<TimelineUnit>(units.Count), 0);
        foreach (var picture in pictures)
        {
            for (; sound < sounds.Count && sounds[sound].Time < picture.Time; sound++)
            {
                ordered.Add(sounds[sound]);
            }

            ordered.Add(picture);
        }

        ordered.AddRange(sounds[sound..]);
        return ordered;
    }
}
