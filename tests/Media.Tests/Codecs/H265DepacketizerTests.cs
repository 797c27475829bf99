using System.Buffers.Binary;
using Vedette.Media.Codecs.H265;
using Vedette.Media.Rtp;
using Vedette.Media.Rtsp;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Codecs;

public sealed class H265DepacketizerTests : IDisposable
{
    private static readonly byte[] Idr = [0x26, 1, 0xAF, 9, 0x10];
    private static readonly byte[] Slice = [0x02, 1, 0xD0, 9];
    private static readonly byte[] LaterSlice = [0x02, 1, 0x50, 9];     // first_slice_segment_in_pic_flag is 0
    private static readonly byte[] PrefixSei = [0x4E, 1, 5, 1, 0xAA, 0x80];
    private static readonly byte[] SuffixSei = [0x50, 1, 0x84, 1, 0xAA, 0x80];

    private readonly H265Depacketizer _depacketizer = new(new H265Parameters());
    private ushort _sequence;

    public void Dispose() => _depacketizer.Dispose();

    [Fact]
    public void The_units_of_an_aggregate_stay_in_order()
    {
        byte[] aggregate = [0x60, 1, .. Length(PrefixSei), .. PrefixSei, .. Length(Idr), .. Idr];

        var unit = Assert.Single(Push(10, marker: true, aggregate));

        Assert.True(unit.IsKey);
        Assert.Equal(UnitOf(PrefixSei, Idr), Bytes(unit));
    }

    [Fact]
    public void Fragments_are_put_together()
    {
        Assert.Empty(Push(10, marker: false, [0x62, 1, 0x93, .. Idr[2..3]]));
        Assert.Empty(Push(10, marker: false, [0x62, 1, 0x13]));
        Assert.Empty(Push(10, marker: false, [0x62, 1, 0x01, .. Idr[3..4]])); // another type mid-way

        var unit = Assert.Single(Push(10, marker: true, [0x62, 1, 0x53, .. Idr[4..]]));

        Assert.Equal(UnitOf(Idr), Bytes(unit));
        Assert.Equal((true, 0), (unit.IsKey, _depacketizer.Malformed));
    }

    [Fact]
    public void A_fragment_without_its_start_is_left_out()
    {
        Assert.Empty(Push(10, marker: false, Idr));
        Assert.Empty(Push(10, marker: false, [0x62, 1, 0x81, 1, 2, 3]));
        Assert.Empty(Push(10, marker: false, [0x62, 1, 0x41, 4], lost: 1));
        Assert.Equal(UnitOf(Idr), Bytes(Assert.Single(Push(20, marker: false, Slice))));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(9, false)]
    [InlineData(16, true)]
    [InlineData(17, true)]
    [InlineData(18, true)]
    [InlineData(19, true)]
    [InlineData(20, true)]
    [InlineData(21, true)]
    [InlineData(22, false)]
    [Trait("Req", "R-59")]
    public void Quirk_26_each_picture_type_is_taken_alone_and_only_the_random_access_ones_are_key(int type, bool isKey)
    {
        byte[] picture = [(byte)(type << 1), 1, 0xAF, 9];

        var unit = Assert.Single(Push(10, marker: true, picture));

        Assert.Equal((isKey, 0), (unit.IsKey, _depacketizer.Malformed));
        Assert.Equal(UnitOf(picture), Bytes(unit));
    }

    [Fact]
    public void What_is_behind_a_picture_stays_with_it()
    {
        Assert.Empty(Push(10, marker: false, Idr));
        Assert.Empty(Push(10, marker: false, LaterSlice));
        Assert.Empty(Push(10, marker: false, SuffixSei));
        Assert.Empty(Push(10, marker: false, PrefixSei));
        Assert.Equal(UnitOf(Idr, LaterSlice, SuffixSei), Bytes(Assert.Single(Push(10, marker: false, Slice))));
        Assert.Equal(UnitOf(PrefixSei, Slice), Bytes(Assert.Single(Push(20, marker: false, Idr))));
    }

    [Fact]
    public void A_marker_in_the_middle_of_a_picture_is_believed_once()
    {
        Assert.Single(Push(10, marker: true, Slice));
        Assert.Empty(Push(10, marker: true, LaterSlice));
        Assert.Single(Push(20, marker: true, Slice));
        Assert.Empty(Push(20, marker: true, LaterSlice));
        Assert.Equal(UnitOf(Slice, LaterSlice), Bytes(Assert.Single(Push(30, marker: true, Slice))));
    }

    [Theory]
    [InlineData("00000001")]
    [InlineData("000001")]
    public void Quirk_20_start_codes_in_the_payload_are_split_at(string code)
    {
        var startCode = Convert.FromHexString(code);

        var unit = Assert.Single(Push(10, marker: true, [.. startCode, .. PrefixSei, .. startCode, .. Idr]));

        Assert.Equal(UnitOf(PrefixSei, Idr), Bytes(unit));
    }

    [Fact]
    public void Packets_that_are_none_are_counted()
    {
        Assert.Empty(Push(10, marker: true, [0x26]));
        Assert.Empty(Push(10, marker: true, [0x64, 1, 0, 0, 1]));                       // PACI
        Assert.Empty(Push(10, marker: true, [0x7E, 1, 0, 0, 1]));                       // nobody's
        Assert.Empty(Push(10, marker: true, [0x60, 1, 0, 200, 1, 2]));
        Assert.Equal(4, _depacketizer.Malformed);
        Assert.Equal(UnitOf(Idr), Bytes(Assert.Single(Push(10, marker: true, Idr))));
    }

    [Theory]
    [InlineData("H265", "0", true)]
    [InlineData("HEVC", "", true)]
    [InlineData("H265", "2", false)]
    public void Pictures_out_of_decoding_order_are_not_supported_and_told_so(string name, string difference, bool isSupported)
    {
        var description = SdpReader.Read($"m=video 0 RTP/AVP 96\na=rtpmap:96 {name}/90000\na=fmtp:96 sprop-max-don-diff={difference};sprop-sps=QgEBAWAAAAMAsAAAAwAAAwBdoAKAgC0WWVmkkyvA");
        using var track = RtspTrack.Of(description.Media[0]);

        Assert.Equal(isSupported, track is { IsVideo: true, Codec: Codec.H265 });
        if (!isSupported)
        {
            Assert.Contains("H.265 out of decoding order", Assert.Throws<Media.Sources.SourceException>(() => TrackChoice.From(description)).Message, StringComparison.Ordinal);
        }
    }

    private static byte[] Length(byte[] nal) => [(byte)(nal.Length >> 8), (byte)nal.Length];

    private static byte[] UnitOf(params byte[][] nals) => H264DepacketizerTests.UnitOf(nals);

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
