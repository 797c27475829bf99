using System.Buffers;
using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using Vedette.Media.Codecs.H264;
using Vedette.Media.Rtp;
using Vedette.Media.Rtsp;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Codecs;

public sealed class H264DepacketizerTests : IDisposable
{
    private static readonly byte[] Idr = [0x65, 0x88, 0x84, 0x00, 0x10];
    private static readonly byte[] Slice = [0x41, 0x9A, 0x21, 0x6C];
    private static readonly byte[] LaterSlice = [0x41, 0x1A, 0x21, 0x6C];   // first_mb_in_slice is not 0
    private static readonly byte[] Sei = [0x06, 0x05, 0x01, 0xAA, 0x80];

    private readonly H264Depacketizer _depacketizer = new(new H264Parameters());
    private ushort _sequence;

    public void Dispose() => _depacketizer.Dispose();

    [Fact]
    public void Any_unit_survives_being_packetized_and_put_together_again()
    {
        var nal = from type in Gen.Elements<byte>(1, 5, 6, 7, 8, 9)
                  from size in Gen.Choose(2, 5000)
                  from seed in Gen.Choose(0, int.MaxValue)
                  select Nal(type, size, seed);
        var unit = from start in Gen.ListOf(nal, 3) from picture in Gen.Choose(2, 9000) select UnitOf([.. start, Nal(5, picture, picture)]);

        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(unit.ToArbitrary(), Survives));
    }

    [Fact]
    public void The_units_of_an_aggregate_stay_in_order()
    {
        byte[] aggregate = [24, .. Length(Sei), .. Sei, .. Length(Idr), .. Idr];

        var unit = Assert.Single(Push(10, marker: true, aggregate));

        Assert.True(unit.IsKey);
        Assert.Equal(UnitOf([Sei, Idr]), Bytes(unit));
    }

    [Fact]
    public void A_new_timestamp_ends_a_unit_without_marker()
    {
        Assert.Empty(Push(10, marker: false, Idr));
        Assert.Equal(10u, Assert.Single(Push(20, marker: false, Slice)).Timestamp);
    }

    [Fact]
    public void A_marker_on_what_is_no_picture_ends_nothing()
    {
        Assert.Empty(Push(10, marker: true, Sei));
        Assert.Equal(UnitOf([Sei, Idr]), Bytes(Assert.Single(Push(10, marker: true, Idr))));
    }

    [Fact]
    public void A_marker_in_the_middle_of_a_picture_is_believed_once()
    {
        Assert.Single(Push(10, marker: true, Idr));
        Assert.Empty(Push(10, marker: true, LaterSlice));
        Assert.Single(Push(20, marker: true, Slice));
        Assert.Empty(Push(20, marker: true, LaterSlice));
        Assert.Equal(UnitOf([Slice, LaterSlice]), Bytes(Assert.Single(Push(30, marker: true, Slice))));
    }

    [Fact]
    public void Pictures_with_a_timestamp_that_stands_still_are_told_apart_by_the_marker()
    {
        Assert.Single(Push(0, marker: true, Idr));
        Assert.Single(Push(0, marker: true, Slice));
        Assert.Single(Push(0, marker: true, Slice));
    }

    [Fact]
    public void Start_codes_within_a_payload_are_split()
    {
        byte[] joined = [0x67, 0x42, 0x00, 0x1E, 0, 0, 0, 1, 0x68, 0xCE, 0, 0, 1, .. Idr];
        var unit = Assert.Single(Push(10, marker: true, joined));

        Assert.True(unit.IsKey);
        Assert.Equal(UnitOf([[0x67, 0x42, 0x00, 0x1E], [0x68, 0xCE], Idr]), Bytes(unit));
    }

    [Fact]
    public void A_picture_whose_packets_are_lost_is_left_out_and_counted_before_the_next()
    {
        Assert.Empty(Push(10, marker: false, [0x7C, 0x85, 1, 2, 3]));
        Assert.Empty(Push(10, marker: true, [0x7C, 0x45, 4, 5, 6], lost: 2));
        var next = Assert.Single(Push(20, marker: true, Slice));

        Assert.Equal(2, next.LostBefore);
        Assert.Equal(UnitOf([Slice]), Bytes(next));
    }

    [Fact]
    public void A_fragment_whose_type_changes_midway_keeps_the_first()
    {
        Assert.Empty(Push(10, marker: false, [0x7C, 0x85, 0x88]));
        Assert.Empty(Push(10, marker: false, [0x7C, 0x21, 0x84]));
        Assert.Equal(UnitOf([[0x65, 0x88, 0x84, 0x10]]), Bytes(Assert.Single(Push(10, marker: true, [0x7C, 0x41, 0x10]))));
    }

    [Fact]
    public void A_recovery_point_on_an_intra_picture_is_a_key()
    {
        byte[] recovery = [0x06, 0x06, 0x01, 0xC4, 0x80];
        byte[] intra = [0x41, 0xB8, 0x40, 0x00];            // first_mb 0, slice_type 2
        Assert.Empty(Push(10, marker: false, recovery));
        Assert.True(Assert.Single(Push(10, marker: true, intra)).IsKey);
        Assert.False(Assert.Single(Push(20, marker: true, intra)).IsKey);
    }

    [Fact]
    public void What_claims_to_be_larger_than_any_picture_is_dropped()
    {
        Assert.Empty(Push(10, marker: false, [0x7C, 0x85]));
        var piece = new byte[60_000];
        (piece[0], piece[1]) = (0x7C, 0x05);
        for (var sent = 0; sent < 300; sent++)
        {
            Assert.Empty(Push(10, marker: false, piece));
        }

        Assert.Equal(UnitOf([Idr]), Bytes(Assert.Single(Push(20, marker: true, Idr))));
        Assert.Equal(1, _depacketizer.Malformed);
    }

    internal static byte[] UnitOf(byte[][] nals) => [.. nals.SelectMany(nal => (byte[])[0, 0, .. Length(nal), .. nal])];

    internal static byte[] Length(byte[] nal) => [(byte)(nal.Length >> 8), (byte)nal.Length];

    private static byte[] Nal(byte type, int size, int seed)
    {
        var nal = new byte[size];
        new System.Random(seed).NextBytes(nal);
        for (var at = 0; at < size; at++)
        {
            nal[at] |= 1; // no zeros: no start codes, as emulation prevention guarantees
        }

        nal[0] = (byte)(0x60 | type);
        nal[1] = type is 1 or 5 ? (byte)0x89 : nal[1];
        return nal;
    }

    private static void Survives(byte[] unit)
    {
        using var depacketizer = new H264Depacketizer(new H264Parameters());
        var wire = new ArrayBufferWriter<byte>();
        new H264Packetizer(new RtpPacketWriter(0, 96, 1), maxPayloadBytes: 700).Write(unit, 90, wire);
        var reader = new RtspMessageReader(wire.WrittenSpan);
        while (reader.Read() == RtspItemKind.Frame)
        {
            Assert.True(RtpPacket.TryRead(reader.Payload, out var packet));
            depacketizer.Push(packet, lost: 0);
            depacketizer.CheckInvariants();
        }

        Assert.True(depacketizer.TryTake(out var made));
        Assert.Equal(unit, Bytes(made));
    }

    private static byte[] Bytes(CodedUnit unit)
    {
        var bytes = unit.Rented[..unit.Length];
        UnitMemory.Return(unit.Rented);
        return bytes;
    }

    private List<CodedUnit> Push(uint timestamp, bool marker, byte[] payload, int lost = 0)
    {
        byte[] bytes = [0x80, (byte)(96 | (marker ? 0x80 : 0)), 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, .. payload];
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), _sequence++);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), timestamp);
        Assert.True(RtpPacket.TryRead(bytes, out var packet));
        _depacketizer.Push(packet, lost);
        _depacketizer.CheckInvariants();
        var units = new List<CodedUnit>();
        while (_depacketizer.TryTake(out var unit))
        {
            units.Add(unit);
        }

        return units;
    }
}
