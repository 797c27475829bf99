using Vedette.Media.Hub;
using Vedette.Media.Rtp;
using Vedette.Media.Sources;

namespace Vedette.Media.Rtsp;

/// <summary>The way of one track's packets: counted as they arrive, put into order where UDP may have changed it, made into units, published.</summary>
/// <remarks>Belongs here: the order of these steps, and the reports both ways. Does not: sockets, frames, time-outs.</remarks>
internal sealed class TrackIntake
{
    private const uint Reporter = 0x56656465;   // "Vede"; one receiver needs no random number to be told apart from others

    private readonly RtspTrack _track;
    private readonly StreamAssembler _assembler;
    private readonly StreamHub _hub;
    private readonly SourceCounters _counters;
    private readonly TrackCounters _own;
    private readonly ReceptionStatistics _statistics;
    private readonly ReorderBuffer? _order;
    private uint? _source;
    private DateTimeOffset _arrival;

    public TrackIntake(RtspTrack track, StreamAssembler assembler, StreamHub hub, SourceCounters counters)
    {
        (_track, _assembler, _hub, _counters) = (track, assembler, hub, counters);
        _own = track.IsVideo ? counters.Video : counters.Audio;
        _statistics = new ReceptionStatistics(track.Media.ClockRate);
        _order = track.Ports is null ? null : new ReorderBuffer(TakeInOrder, _own);
    }

    public RtspTrack Track => _track;

    /// <summary>Takes a packet as it arrives; false when it is none of the track's.</summary>
    /// <param name="bytes">The packet; only good during the call.</param>
    /// <param name="now">The session's own clock.</param>
    /// <param name="arrival">The same instant on the wall.</param>
    public bool Take(ReadOnlySpan<byte> bytes, TimeSpan now, DateTimeOffset arrival)
    {
        if (!RtpPacket.TryRead(bytes, out var packet))
        {
            _counters.Malformed++;
            return false;
        }

        // Geovision sends type 50 in between; the gate tells foreign sources.
        if (packet.PayloadType != _track.Media.PayloadType || !_track.Receiver.Gate.Lets(packet))
        {
            _counters.Ignored++;
            return false;
        }

        _arrival = arrival;
        _own.Packets++;
        _statistics.Take(packet, now);
        _own.Jitter = _statistics.Jitter;
        if (_order is null)
        {
            TakeInOrder(packet);
            return true;
        }

        if (_source != packet.Source)
        {
            _order.Reset();
            _source = packet.Source;
        }

        _order.Take(bytes, packet.Sequence, now);
        return true;
    }

    /// <summary>Gives up packets that were waited for too long.</summary>
    public void Expire(TimeSpan now, DateTimeOffset arrival)
    {
        _arrival = arrival;
        _order?.Expire(now);
    }

    /// <summary>Takes what the camera says about its clock; false when it is no report of this track.</summary>
    public bool TakeReport(ReadOnlySpan<byte> bytes, TimeSpan now, DateTimeOffset arrival)
    {
        // Reports of foreign sources are not the track's (Tapo C320WS).
        if (!RtcpSenderReport.TryFind(bytes, out var report) || (_track.Receiver.Source ?? report.Source) != report.Source)
        {
            return false;
        }

        _statistics.Take(report, now);
        _assembler.TakeReport(_track.IsVideo, report, arrival);
        return true;
    }

    /// <summary>Writes what arrived into a report for the camera; gives its length.</summary>
    public int WriteReport(Span<byte> to, TimeSpan now)
    {
        _own.ReportsSent++;
        return RtcpReceiverReport.Write(to, Reporter, _statistics.TryReport(now, out var report) ? report : null);
    }

    /// <summary>Gives the memory of waiting packets back.</summary>
    public void Clear() => _order?.Clear();

    private void TakeInOrder(ReadOnlySpan<byte> bytes)
    {
        if (RtpPacket.TryRead(bytes, out var packet))
        {
            TakeInOrder(packet);
        }
    }

    private void TakeInOrder(in RtpPacket packet)
    {
        if (!_track.Receiver.Take(packet, out var lost))
        {
            _counters.Ignored++;
            return;
        }

        _counters.Packets++;
        _own.Lost += lost;
        _counters.Lost += _track.IsVideo ? lost : 0;
        var malformed = _track.Depacketizer.Malformed;
        _track.Depacketizer.Push(packet, lost);
        _counters.Malformed += _track.Depacketizer.Malformed - malformed;
        while (_track.Depacketizer.TryTake(out var unit))
        {
            if (_track.IsVideo)
            {
                _assembler.TakeVideo(unit, _arrival, _hub);
            }
            else
            {
                _assembler.AudioFormat = _track.Format;
                _assembler.TakeAudio(unit, _arrival, _hub);
            }
        }
    }
}
