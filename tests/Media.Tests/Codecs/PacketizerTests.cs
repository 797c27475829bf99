using System.Buffers;
using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using Vedette.Media.Codecs;
using Vedette.Media.Codecs.Aac;
using Vedette.Media.Codecs.G711;
using Vedette.Media.Codecs.H264;
using Vedette.Media.Codecs.H265;
using Vedette.Media.Codecs.Mjpeg;
using Vedette.Media.Codecs.Opus;
using Vedette.Media.Rtp;
using Vedette.Media.Rtsp;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Codecs;

public sealed class PacketizerTests
{
    private static readonly byte[] Sps = [0x67, 0x64, 0, 0x28, 1, 2, 3, 4];
    private static readonly byte[] Pps = [0x68, 0xEE, 0x3C, 0x80];

    [Fact]
    public void Parameter_sets_of_h264_share_a_packet_with_the_highest_importance_of_all()
    {
        var payload = Packets(unit => new H264Packetizer(unit), UnitOf([0x27, 1, 2], Pps, [0x65, 0x88]))[0];

        Assert.Equal([0x60 | 24, 0, 3, 0x27, 1, 2, 0, 4, .. Pps], payload);
    }

    [Fact]
    public void Parameter_sets_of_h265_share_a_packet_with_the_lowest_layer_and_temporal_id()
    {
        byte[] vps = [32 << 1, (2 << 3) | 3, 9], sps = [33 << 1, (1 << 3) | 2, 8], slice = [19 << 1, 1, 7];

        var packets = Packets(unit => new H265Packetizer(unit), UnitOf(vps, sps, slice));

        Assert.Equal([48 << 1, (1 << 3) | 2, 0, 3, .. vps, 0, 3, .. sps], packets[0]);
        Assert.Equal(slice, packets[1]);
    }

    [Fact]
    public void A_long_nal_unit_of_h265_is_cut_and_its_pieces_make_it_whole_again()
    {
        byte[] nal = [19 << 1, 1, .. Enumerable.Range(0, 3000).Select(n => (byte)n)];

        var packets = Packets(unit => new H265Packetizer(unit, 1000), UnitOf(nal));

        Assert.Equal(4, packets.Count);
        Assert.All(packets, packet => Assert.Equal((49 << 1, 1, 19), (packet[0], packet[1], packet[2] & 0x3F)));
        Assert.Equal([0x80, 0, 0, 0x40], packets.Select(packet => packet[2] & 0xC0));
        Assert.Equal(nal[2..], packets.SelectMany(packet => packet[3..]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_key_picture_that_brings_no_parameter_sets_gets_those_of_the_format(bool brings)
    {
        var wire = new ArrayBufferWriter<byte>();
        var unit = brings ? UnitOf(Sps, Pps, [0x65, 0x88]) : UnitOf([0x65, 0x88]);
        new H264Packetizer(new RtpPacketWriter(0, 96, 1), 1400, UnitOf([0x67, 9, 9, 9], [0x68, 9])).WriteKey(unit, 90, wire);

        var payloads = Payloads(wire, out var markers);
        Assert.Equal(brings ? [0x60 | 24, 0, 8, .. Sps, 0, 4, .. Pps] : [0x60 | 24, 0, 4, 0x67, 9, 9, 9, 0, 2, 0x68, 9], payloads[0]);
        Assert.Equal([0x65, 0x88], payloads[1]);
        Assert.Equal([false, true], markers);
    }

    [Fact]
    public void Any_aac_unit_survives_being_packetized_and_put_together_again()
    {
        var unit = Gen.Choose(1, 8191).Select(Bytes);

        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(unit.ToArbitrary(), bytes =>
        {
            using var depacketizer = new AacDepacketizer(new AacHeaderLayout(13, 3), 1024);
            var units = PutTogether(depacketizer, packets => new AacPacketizer(packets, 700), bytes);
            return units.Count == 1 && units[0].SequenceEqual(bytes);
        }));
    }

    [Fact]
    public void Any_unit_of_h265_survives_being_packetized_and_put_together_again()
    {
        var nal = from type in Gen.Elements(32, 33, 34, 39) from size in Gen.Choose(3, 3000) select (byte[])[(byte)(type << 1), 1, .. Plain(size)];
        var unit = from start in Gen.ListOf(nal, 4) from picture in Gen.Choose(3, 9000) select UnitOf([.. start, [19 << 1, 1, 0x80, .. Plain(picture)]]);

        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(unit.ToArbitrary(), bytes =>
        {
            using var depacketizer = new H265Depacketizer(new H265Parameters());
            var units = PutTogether(depacketizer, packets => new H265Packetizer(packets, 700), bytes);
            return units.Count == 1 && units[0].SequenceEqual(bytes);
        }));
    }

    [Fact]
    public void Any_packet_of_opus_survives()
    {
        var packet = Gen.Choose(1, 1275).Select(Bytes);

        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(packet.ToArbitrary(), bytes =>
        {
            using var depacketizer = new OpusDepacketizer();
            var units = PutTogether(depacketizer, packets => new OpusPacketizer(packets), bytes);
            return units.Count == 1 && units[0].SequenceEqual(bytes);
        }));
    }

    [Theory]
    [InlineData(0x21, 0, 700)]
    [InlineData(0x22, 0, 9000)]
    [InlineData(0x22, 40, 9000)]
    public void A_jpeg_picture_survives_being_packetized_and_put_together_again(byte sampling, ushort restarts, int scanBytes)
    {
        var picture = Jpeg(sampling, restarts, Plain(scanBytes));
        using var depacketizer = new MjpegDepacketizer(new MjpegParameters(), announced: null);

        var once = Assert.Single(PutTogether(depacketizer, packets => new MjpegPacketizer(packets, 700), picture));

        // The header is written anew, the pixels and the tables are the camera's; what was written anew survives byte for byte.
        Assert.True(JpegPicture.TryRead(picture, out var before));
        Assert.True(JpegPicture.TryRead(once, out var after));
        Assert.Equal(before.Scan, after.Scan);
        Assert.Equal(before.LumaTable, after.LumaTable);
        Assert.Equal((before.Type, before.Width, before.Height, before.RestartInterval), (after.Type, after.Width, after.Height, after.RestartInterval));
        Assert.Equal(once, Assert.Single(PutTogether(depacketizer, packets => new MjpegPacketizer(packets, 700), once)));
    }

    [Fact]
    public void A_jpeg_picture_the_payload_format_cannot_carry_is_left_out_and_counted()
    {
        var good = Jpeg(0x22, 0, Plain(100));
        byte[] progressive = [.. good];
        progressive[Array.IndexOf(progressive, (byte)0xC0)] = 0xC2;
        byte[][] pictures = [[], [0xFF, 0xD8], progressive, Jpeg(0x11, 0, Plain(100)), good[..^110], [.. good[..2], 0xFF, 0xC4, 0, 20, 0x00, 1, .. new byte[15], 0x55, .. good[2..]]];
        var (wire, packetizer) = (new ArrayBufferWriter<byte>(), new MjpegPacketizer(new RtpPacketWriter(0, 26, 1)));

        Assert.All(pictures, picture => packetizer.Write(picture, 0, wire));

        Assert.Equal((pictures.Length, 0), (packetizer.LeftOut, wire.WrittenCount));
    }

    [Fact]
    public void Samples_of_g711_come_back_in_order_and_at_their_time()
    {
        var samples = Bytes(3000);
        var wire = new ArrayBufferWriter<byte>();
        new G711Packetizer(new RtpPacketWriter(0, 8, 1), maxPayloadBytes: 1000).Write(samples, 160, wire);

        var payloads = Payloads(wire, out _);
        using var depacketizer = new G711Depacketizer();
        Assert.Equal(samples, payloads.SelectMany(payload => payload));
        Assert.Equal([160u, 1160, 2160], Timestamps(wire));
        Assert.Equal(samples, PutTogether(depacketizer, packets => new G711Packetizer(packets), samples).SelectMany(unit => unit));
    }

    [Fact]
    public void Packetizing_allocates_nothing_for_a_unit()
    {
        var wire = new ArrayBufferWriter<byte>(1 << 20);
        Packetizer[] packetizers =
        [
            new H264Packetizer(new RtpPacketWriter(0, 96, 1), 1400, UnitOf(Sps, Pps)), new H265Packetizer(new RtpPacketWriter(0, 96, 1)),
            new AacPacketizer(new RtpPacketWriter(0, 97, 1)), new G711Packetizer(new RtpPacketWriter(0, 0, 1)),
        ];
        var unit = UnitOf([0x65, .. Bytes(7000)]);
        Write(packetizers, unit, wire);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Write(packetizers, unit, wire);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void What_is_no_sequence_of_nal_units_is_refused()
    {
        var packetizer = new H264Packetizer(new RtpPacketWriter(0, 96, 1));

        Assert.Throws<ArgumentException>(() => packetizer.Write([0, 0, 0, 9, 1], 0, new ArrayBufferWriter<byte>()));
        Assert.Throws<ArgumentException>(() => packetizer.Write([0, 0], 0, new ArrayBufferWriter<byte>()));
        Assert.Throws<ArgumentException>(() => packetizer.Write([0, 0, 0, 0], 0, new ArrayBufferWriter<byte>()));
    }

    [Fact]
    public void Parameter_sets_are_found_in_the_configuration_and_a_damaged_one_gives_none()
    {
        byte[] avc = [1, 0x64, 0, 0x28, 0xFF, 0xE1, 0, 8, .. Sps, 1, 0, 4, .. Pps];
        byte[] hevc = [.. new byte[22], 2, 0x20, 0, 1, 0, 3, 64, 1, 5, 0xA1, 0, 1, 0, 3, 66, 1, 6];

        Assert.Equal(UnitOf(Sps, Pps), DecoderParameters.AsUnit(Track(Codec.H264, avc)));
        Assert.Equal(UnitOf([64, 1, 5], [66, 1, 6]), DecoderParameters.AsUnit(Track(Codec.H265, hevc)));
        Assert.All(Enumerable.Range(0, avc.Length), length => Assert.Empty(DecoderParameters.AsUnit(Track(Codec.H264, avc[..length]))));
        Assert.All(Enumerable.Range(0, hevc.Length), length => Assert.Empty(DecoderParameters.AsUnit(Track(Codec.H265, hevc[..length]))));
    }

    private static void Write(Packetizer[] packetizers, byte[] unit, ArrayBufferWriter<byte> wire)
    {
        foreach (var packetizer in packetizers)
        {
            wire.ResetWrittenCount();
            packetizer.WriteKey(unit, 90, wire);
        }
    }

    private static TrackFormat Track(Codec codec, byte[] configuration) => new()
    {
        Kind = TrackKind.Video,
        Codec = codec,
        ClockRate = 90_000,
        Configuration = configuration,
        CodecString = "",
    };

    private static List<byte[]> Packets(Func<RtpPacketWriter, Packetizer> of, byte[] unit)
    {
        var wire = new ArrayBufferWriter<byte>();
        of(new RtpPacketWriter(0, 96, 1)).Write(unit, 90, wire);
        return Payloads(wire, out _);
    }

    private static List<byte[]> PutTogether(Depacketizer depacketizer, Func<RtpPacketWriter, Packetizer> of, byte[] unit)
    {
        var wire = new ArrayBufferWriter<byte>();
        of(new RtpPacketWriter(0, 96, 1)).Write(unit, 90, wire);
        var units = new List<byte[]>();
        var reader = new RtspMessageReader(wire.WrittenSpan);
        while (reader.Read() == RtspItemKind.Frame && RtpPacket.TryRead(reader.Payload, out var packet))
        {
            depacketizer.Push(packet, lost: 0);
            while (depacketizer.TryTake(out var coded))
            {
                units.Add(coded.Rented.AsSpan(0, coded.Length).ToArray());
                UnitMemory.Return(coded.Rented);
            }
        }

        return units;
    }

    private static List<byte[]> Payloads(ArrayBufferWriter<byte> wire, out List<bool> markers)
    {
        var payloads = new List<byte[]>();
        markers = [];
        var reader = new RtspMessageReader(wire.WrittenSpan);
        while (reader.Read() == RtspItemKind.Frame && RtpPacket.TryRead(reader.Payload, out var packet))
        {
            payloads.Add(packet.Payload.ToArray());
            markers.Add(packet.Marker);
        }

        return payloads;
    }

    private static List<uint> Timestamps(ArrayBufferWriter<byte> wire)
    {
        var times = new List<uint>();
        var reader = new RtspMessageReader(wire.WrittenSpan);
        while (reader.Read() == RtspItemKind.Frame && RtpPacket.TryRead(reader.Payload, out var packet))
        {
            times.Add(packet.Timestamp);
        }

        return times;
    }

    /// <summary>Two tables, a frame of 64 × 48 and a scan: all that the payload format needs.</summary>
    private static byte[] Jpeg(byte sampling, ushort restarts, byte[] scan) =>
    [
        0xFF, 0xD8,
        0xFF, 0xDB, 0, 132, 0, .. Plain(64), 1, .. Plain(64),
        .. restarts > 0 ? (byte[])[0xFF, 0xDD, 0, 4, (byte)(restarts >> 8), (byte)restarts] : [],
        0xFF, 0xC0, 0, 17, 8, 0, 48, 0, 64, 3, 1, sampling, 0, 2, 0x11, 1, 3, 0x11, 1,
        0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0,
        .. scan, 0xFF, 0xD9,
    ];

    /// <summary>Bytes without start codes and markers in them.</summary>
    private static byte[] Plain(int length) => [.. Enumerable.Range(0, length).Select(n => (byte)((n % 199) + 1))];

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new System.Random(length).NextBytes(bytes);
        return bytes;
    }

    private static byte[] UnitOf(params byte[][] nals) => [.. nals.SelectMany(nal =>
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, nal.Length);
        return (byte[])[.. length, .. nal];
    })];
}
