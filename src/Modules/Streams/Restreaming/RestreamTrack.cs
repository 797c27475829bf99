using System.Buffers;
using System.Security.Cryptography;
using Vedette.Media.Codecs;
using Vedette.Media.Rtp;
using Vedette.Media.Rtsp;
using Vedette.Media.Units;

namespace Vedette.Streams.Restreaming;

/// <summary>One track on its way to one client: its packets, their numbers and times, and the reports that tell what time it is.</summary>
internal sealed class RestreamTrack
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(5);

    private readonly RtpPacketWriter _packets;
    private readonly byte _channel;
    private readonly uint _offset = (uint)RandomNumberGenerator.GetInt32(int.MaxValue);
    private TrackFormat _format;
    private Packetizer _packetizer;
    private DateTimeOffset _reportedAt = DateTimeOffset.MinValue;

    private RestreamTrack(TrackFormat format, RtpPacketWriter packets, Packetizer packetizer, byte channel, uint source) =>
        (_format, _packets, _packetizer, _channel, Source) = (format, packets, packetizer, channel, source);

    /// <summary>The synchronization source.</summary>
    public uint Source { get; }

    /// <summary>Null when the track cannot be sent over RTP.</summary>
    /// <param name="format">The track.</param>
    /// <param name="index">Its place in the stream.</param>
    /// <param name="channel">The channel of its packets; its reports go on the next.</param>
    public static RestreamTrack? Of(TrackFormat format, int index, byte channel)
    {
        var source = (uint)RandomNumberGenerator.GetInt32(int.MaxValue);
        var packets = new RtpPacketWriter(
            channel, SdpWriter.PayloadType(format, index), source, (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue));
        return Packetizer.For(format, packets) is { } packetizer ? new RestreamTrack(format, packets, packetizer, channel, source) : null;
    }

    /// <summary>
    /// Whether a client that was told of the old format can go on with a new one: parameter sets travel with the pictures, anything
    /// else was settled by the description.
    /// </summary>
    public bool Continues(TrackFormat format) =>
        ReferenceEquals(format, _format)
        || (format.Codec == _format.Codec && format.ClockRate == _format.ClockRate
            && (format.Kind == TrackKind.Video || format.Equals(_format)));

    /// <summary>Writes a unit's packets, behind a report when one is due.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="ticks">Its time on the client's clock.</param>
    /// <param name="name">The canonical name of the client's stream.</param>
    /// <param name="to">Where to write.</param>
    public void Write(AccessUnit unit, long ticks, ReadOnlySpan<byte> name, IBufferWriter<byte> to)
    {
        if (!ReferenceEquals(unit.Track, _format))
        {
            _format = unit.Track;
            _packetizer = Packetizer.For(_format, _packets) ?? _packetizer;
        }

        var timestamp = unchecked(_offset + (uint)ticks);
        if ((unit.WallTime - _reportedAt).Duration() >= ReportEvery)
        {
            _packets.WriteSenderReport((byte)(_channel + 1), timestamp, unit.WallTime, to, name);
            _reportedAt = unit.WallTime;
        }

        if (unit.IsKey)
        {
            _packetizer.WriteKey(unit.Bytes.Span, timestamp, to);
        }
        else
        {
            _packetizer.Write(unit.Bytes.Span, timestamp, to);
        }
    }

    public void WriteGoodbye(IBufferWriter<byte> to) => _packets.WriteGoodbye((byte)(_channel + 1), to);
}
