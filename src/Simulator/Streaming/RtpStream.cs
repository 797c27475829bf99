using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Vedette.Media.Codecs;
using Vedette.Media.Rtp;

namespace Vedette.Simulator.Streaming;

/// <summary>One track on its way to one viewer: numbers its packets, stamps them, and reports its clock.</summary>
internal sealed class RtpStream
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(5);

    private readonly Track _track;
    private readonly byte _channel;
    private readonly uint _stampOffset = BinaryPrimitives.ReadUInt32BigEndian(RandomNumberGenerator.GetBytes(4));
    private readonly RtpPacketWriter _packets;
    private readonly Packetizer _packetizer;
    private DateTimeOffset _lastReport = DateTimeOffset.MinValue;

    /// <summary>Begins a stream with a new source, sequence and time base.</summary>
    /// <param name="track">What is sent.</param>
    /// <param name="channel">Interleaved channel of RTP; RTCP uses the next one.</param>
    public RtpStream(Track track, byte channel)
    {
        (_track, _channel) = (track, channel);
        _packets = new RtpPacketWriter(channel, track.PayloadType, Source, BinaryPrimitives.ReadUInt16BigEndian(RandomNumberGenerator.GetBytes(2)));
        _packetizer = track.Packetizer(_packets);
    }

    /// <summary>The synchronization source.</summary>
    public uint Source { get; } = BinaryPrimitives.ReadUInt32BigEndian(RandomNumberGenerator.GetBytes(4));

    /// <summary>Writes a unit's packets, behind a sender report when one is due.</summary>
    /// <param name="unit">Counts units since the camera was switched on, loops included.</param>
    /// <param name="moment">What the camera is doing.</param>
    /// <param name="to">Where to write.</param>
    public void Write(long unit, in CameraMoment moment, IBufferWriter<byte> to)
    {
        var stamp = unchecked(
            _stampOffset + (uint)(unit * _track.TicksPerUnit) + (uint)(moment.Jump.Ticks * _track.ClockRate / TimeSpan.TicksPerSecond));
        if (moment.WallTime - _lastReport >= ReportInterval)
        {
            _packets.WriteSenderReport((byte)(_channel + 1), stamp, moment.WallTime, to);
            _lastReport = moment.WallTime;
        }

        _packetizer.Write(_track.UnitAt(unit).Bytes.Span, stamp, to);
    }
}
