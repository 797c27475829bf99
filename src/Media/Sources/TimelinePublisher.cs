using Vedette.Foundation;
using Vedette.Media.Codecs;
using Vedette.Media.Hub;
using Vedette.Media.Rtp;
using Vedette.Media.Units;

namespace Vedette.Media.Sources;

/// <summary>Publishes what shares one timeline (MPEG-TS, HLS) the way RTP is published: same clocks, same runs, same rules.</summary>
internal sealed class TimelinePublisher(VideoParameters parameters, TrackFormat? audio, SourceCounters counters)
{
    /// <summary>Ticks of the shared timeline per second (ISO/IEC 13818-1 section 2.4.3.7).</summary>
    public const int ClockRate = VideoParameters.ClockRate;

    private readonly StreamAssembler _assembler = new(parameters, audio, counters);

    /// <summary>Publishes a unit; takes over its memory.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="arrival">When it arrived, or was due.</param>
    /// <param name="hub">Where to.</param>
    public void Publish(in TimelineUnit unit, DateTimeOffset arrival, StreamHub hub)
    {
        if (unit.IsVideo)
        {
            if (unit.IsKey && audio is not null)
            {
                _assembler.AlignTracks((uint)unit.Time, (uint)AudioTicks(unit.Time));
            }

            _assembler.TakeVideo(new CodedUnit(unit.Rented, unit.Length, (uint)unit.Time, unit.IsKey, unit.LostBefore), arrival, hub);
        }
        else
        {
            _assembler.TakeAudio(new CodedUnit(unit.Rented, unit.Length, (uint)AudioTicks(unit.Time), IsKey: true, unit.LostBefore), arrival, hub);
        }
    }

    private long AudioTicks(long time) => MediaTime.FromTimeSpan(MediaTime.ToTimeSpan(time, ClockRate), audio?.ClockRate ?? ClockRate);
}
