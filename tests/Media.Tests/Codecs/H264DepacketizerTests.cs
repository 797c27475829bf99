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

    // Main profile, 16 × 32, frame_mbs_only_flag 0, frame_num of 4 bits.
    private static readonly byte[] FieldSequence = Bits("01100111 01001101 00000000 00011110 1 1 1 1 010 0 1 1 0 0 1 0 0 1");
    private static readonly byte[] TopField = Bits("01100101 1 00110 1 0000 1 0 1 1 11111111");
    private static readonly byte[] BottomField = Bits("01000001 1 00110 1 0000 1 1 1 1 11111111");

    private readonly H264Parameters _parameters = new();
    private readonly H264Depacketizer _depacketizer;
    private ushort _sequence;

    public H264DepacketizerTests() => _depacketizer = new H264Depacketizer(_parameters);

    public void Dispose() => _depacketizer.Dispose();

    [Fact]
    public void Any_unit_survives_being_packetized_and_put_together_again()
    {
        var leading = from type in Gen.Elements<byte>(6, 8, 9)
                      from size in Gen.Choose(2, 5000)
                      from seed in Gen.Choose(0, int.MaxValue)
                      select Nal(type, size, seed);
        var later = from type in Gen.Elements<byte>(1, 5)
                    from size in Gen.Choose(2, 5000)
                    select Nal(type, size, size, isFirst: false);
        var unit = from start in Gen.ListOf(leading, 3)
                   from first in Gen.Choose(2, 9000)
                   from rest in Gen.ListOf(later, 2)
                   select UnitOf([.. start, Nal(5, first, first), .. rest]);

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
    public void Pictures_are_told_apart_where_neither_timestamp_nor_marker_do()
    {
        Assert.Empty(Push(10, marker: false, Idr));
        Assert.Empty(Push(10, marker: false, LaterSlice));
        Assert.Empty(Push(10, marker: false, Sei));

        Assert.Equal(UnitOf([Idr, LaterSlice]), Bytes(Assert.Single(Push(10, marker: false, Slice))));
        Assert.Equal(UnitOf([Sei, Slice]), Bytes(Assert.Single(Push(20, marker: false, Idr))));
    }

    [Theory]
    [InlineData(10, 10, false)]
    [InlineData(10, 10, true)]
    [InlineData(10, 1810, true)]
    [InlineData(10, 1810, false)]
    public void Two_fields_stay_one_unit(uint first, uint second, bool marker)
    {
        _parameters.Take(FieldSequence);
        Assert.True(_parameters.IsInterlaced);

        Assert.Empty(Push(first, marker, TopField));
        var units = Push(second, marker: true, BottomField);

        Assert.Equal((first, true), (units.Single().Timestamp, units[0].IsKey));
        Assert.Equal(UnitOf([TopField, BottomField]), Bytes(units[0]));
    }

    [Fact]
    public void A_field_without_its_other_half_is_a_picture_of_its_own()
    {
        _parameters.Take(FieldSequence);
        Assert.Empty(Push(10, marker: true, TopField));
        Assert.Empty(Push(3610, marker: false, Sei));

        Assert.Equal(UnitOf([TopField]), Bytes(Assert.Single(Push(3610, marker: true, TopField))));
        Assert.Equal(UnitOf([Sei, TopField, BottomField]), Bytes(Assert.Single(Push(3610, marker: true, BottomField))));
    }

    [Fact]
    public void Packets_of_the_interleaved_mode_are_understood_in_the_order_they_come()
    {
        byte[] stapB = [25, 0, 7, .. Length(Sei), .. Sei];
        byte[] mtap16 = [26, 0, 7, .. Length(Idr), 0, 0, 0, .. Idr];
        byte[] mtap24 = [27, 0, 7, .. Length(LaterSlice), 0, 0, 0, 0, .. LaterSlice];
        Assert.Empty(Push(10, marker: false, stapB));
        Assert.Empty(Push(10, marker: false, mtap16));
        Assert.Empty(Push(10, marker: false, mtap24));
        Assert.Empty(Push(10, marker: false, [0x5D, 0x81, 0, 8, .. LaterSlice[1..2]]));

        var unit = Assert.Single(Push(10, marker: true, [0x5C, 0x41, .. LaterSlice[2..]]));

        Assert.Equal(UnitOf([Sei, Idr, LaterSlice, LaterSlice]), Bytes(unit));
        Assert.Equal(0, _depacketizer.Malformed);
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

    private static byte[] Nal(byte type, int size, int seed, bool isFirst = true)
    {
        var nal = new byte[size];
        new System.Random(seed).NextBytes(nal);
        for (var at = 0; at < size; at++)
        {
            nal[at] |= 1; // no zeros: no start codes, as emulation prevention guarantees
        }

        nal[0] = (byte)(0x60 | type);
        nal[1] = type is 1 or 5 ? (byte)(isFirst ? 0x89 : 0x19) : nal[1];
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

    private static byte[] Bits(string text) =>
        [.. text.Replace(" ", "", StringComparison.Ordinal).Chunk(8).Select(bits => Convert.ToByte(new string(bits).PadRight(8, '0'), 2))];

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
