using System.Buffers;
using System.Net;
using Vedette.Media.Codecs.H264;
using Vedette.Media.Hub;
using Vedette.Media.Rtp;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;
using Vedette.Media.Tests.Rtsp;
using Xunit;

namespace Vedette.Media.Tests.Rtp;

public sealed class AllocationTests
{
    private const int PicturesPerGroup = 50;

    [Fact]
    public void The_way_from_bytes_to_the_hub_allocates_nothing_per_packet_or_picture()
    {
        var parameters = new H264Parameters();
        parameters.TakeText(FakeCamera.Sets);
        using var depacketizer = new H264Depacketizer(parameters);
        var way = new Way(depacketizer, new StreamAssembler(parameters, audio: null, new SourceCounters()));
        var wire = Groups(count: 24);
        way.Take(wire.AsSpan(0, wire.Length / 2));

        // What is allocated for each packet or picture is so in every stretch; what the runtime does while it still compiles, or a ring
        // that grows, is not.
        var stretch = wire.Length / 24;
        var least = long.MaxValue;
        for (var at = wire.Length / 2; at + stretch <= wire.Length; at += stretch)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            way.Take(wire.AsSpan(at, stretch));
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
        way.Clear();
    }

    [Fact]
    public void The_way_from_a_udp_socket_to_the_hub_allocates_nothing_per_packet_in_order_or_not()
    {
        using var track = RtspTrack.Of(SdpReader.Read(FakeCamera.Sdp).Media[0])!;
        using var ports = UdpPair.Open(IPAddress.Loopback);
        track.Ports = ports;
        ports.Expect(IPAddress.Loopback, TransportHeader.Read(null));
        var hub = new StreamHub(HubLimits.Default);
        var counters = new SourceCounters();
        var reader = new UdpReader(new TrackIntake(track, new StreamAssembler(track.Parameters!, audio: null, counters), hub, counters), ports, counters);
        using var camera = UdpCamera.Bind(IPAddress.Loopback);
        camera.Connect(IPAddress.Loopback, ports.Packets.Number);
        var packets = Packets(Groups(count: 12));
        packets.RemoveRange(packets.Count / 20 * 20, packets.Count % 20);
        var buffer = new byte[256 * 1024];
        long allocated = 0;
        for (var at = 0; at < packets.Count; at += 20)
        {
            for (var next = 0; next < 20; next++)
            {
                _ = camera.Send(packets[at == 0 ? next : at + (next ^ 1)].Span);    // each pair in the wrong order
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            _ = reader.Read(buffer, TimeSpan.FromMilliseconds(at), DateTimeOffset.UnixEpoch.AddMilliseconds(at * 5.2));
            allocated += at > packets.Count / 2 ? GC.GetAllocatedBytesForCurrentThread() - before : 0;
        }

        Assert.Equal((0, packets.Count, 0), (allocated, counters.Packets, counters.Lost));
        Assert.InRange(counters.Video.Reordered, (packets.Count / 2) - 10, packets.Count / 2);
        hub.End();
        hub.Clear();
    }

    private static List<ReadOnlyMemory<byte>> Packets(byte[] wire)
    {
        var packets = new List<ReadOnlyMemory<byte>>();
        var reader = new RtspMessageReader(wire);
        while (reader.Read() == RtspItemKind.Frame)
        {
            packets.Add(reader.Payload.ToArray());
        }

        return packets;
    }

    /// <summary>Groups of pictures of 60 kB and 9 kB, as a camera of 4 Mbit/s sends them.</summary>
    private static byte[] Groups(int count)
    {
        var wire = new ArrayBufferWriter<byte>();
        var packetizer = new H264Packetizer(new RtpPacketWriter(0, 96, 1));
        for (var picture = 0; picture < count * PicturesPerGroup; picture++)
        {
            var isKey = picture % PicturesPerGroup == 0;
            var nal = new byte[isKey ? 60_000 : 9_000];
            Array.Fill(nal, (byte)0x91);
            nal[0] = (byte)(isKey ? 0x65 : 0x41);
            packetizer.Write([0, 0, (byte)(nal.Length >> 8), (byte)nal.Length, .. nal], (uint)(picture * 3600), wire);
        }

        return wire.WrittenSpan.ToArray();
    }

    private sealed class Way(H264Depacketizer depacketizer, StreamAssembler assembler)
    {
        private readonly RtpReceiver _receiver = new(96, 90_000);
        private readonly StreamHub _hub = new(HubLimits.Default);
        private DateTimeOffset _arrival = DateTimeOffset.UnixEpoch;

        public void Take(ReadOnlySpan<byte> wire)
        {
            var reader = new RtspMessageReader(wire);
            while (reader.Read() == RtspItemKind.Frame)
            {
                if (!RtpPacket.TryRead(reader.Payload, out var packet) || !_receiver.Take(packet, out var lost))
                {
                    continue;
                }

                depacketizer.Push(packet, lost);
                while (depacketizer.TryTake(out var unit))
                {
                    _arrival = _arrival.AddMilliseconds(40);
                    assembler.TakeVideo(unit, _arrival, _hub);
                }
            }
        }

        public void Clear()
        {
            _hub.End();
            _hub.Clear();
        }
    }
}
