namespace Vedette.Media.Codecs.H264;

/// <summary>Access units from RTP packets (RFC 6184): single NAL units, aggregates and fragments.</summary>
/// <remarks>
/// Packets of the interleaved mode are understood as well, taken in the order they come: some cameras use their formats
/// without sending anything out of order.
/// </remarks>
internal sealed class H264Depacketizer(H264Parameters parameters) : NalDepacketizer
{
    private const int OrderBytes = 2;
    private const int SliceHeaderBytes = 16;

    private bool _isRecoveryPoint;

    /// <inheritdoc/>
    protected override void TakePayload(ReadOnlySpan<byte> payload)
    {
        switch (NalType.Of(payload[0]))
        {
            case NalType.FuA:
                TakeFragment(payload, orderBytes: 0);
                break;
            case NalType.FuB:
                TakeFragment(payload, OrderBytes);
                break;
            case NalType.StapA:
                TakeAggregate(payload[1..]);
                break;
            case NalType.StapB when payload.Length > OrderBytes:
                TakeAggregate(payload[(1 + OrderBytes)..]);
                break;
            case NalType.Mtap16 when payload.Length > OrderBytes:
                TakeAggregate(payload[(1 + OrderBytes)..], extra: 3);
                break;
            case NalType.Mtap24 when payload.Length > OrderBytes:
                TakeAggregate(payload[(1 + OrderBytes)..], extra: 4);
                break;
            case > 0 and <= NalType.LastSingle:
            case 0 when AnnexB.HasStartCode(payload[..Math.Min(payload.Length, 4)]):
                TakeWhole(payload);
                break;
            default:
                CloseFragment();
                Malformed++;
                break;
        }
    }

    /// <inheritdoc/>
    protected override bool MayHoldStartCodes(ReadOnlySpan<byte> nal) => NalType.Of(nal[0]) is 0 or (>= NalType.Sei and <= NalType.Delimiter);

    /// <inheritdoc/>
    protected override NalFacts Look(ReadOnlySpan<byte> nal)
    {
        var type = NalType.Of(nal[0]);
        switch (type)
        {
            case NalType.SequenceParameters or NalType.PictureParameters:
                parameters.Take(nal);
                break;
            case NalType.Sei:
                _isRecoveryPoint |= RecoveryPoint.IsImmediate(nal);
                break;
            case NalType.Slice or NalType.FirstPartition or NalType.Idr:
                return LookAtSlice(type, nal);
            case > NalType.FirstPartition and < NalType.Idr:
                return new NalFacts(NalRole.Slice);
        }

        return new NalFacts(type is NalType.EndOfSequence or NalType.EndOfStream or NalType.Filler ? NalRole.Trailing : NalRole.Leading);
    }

    /// <summary>Section 7.3.3 of ITU-T H.264, as far as the fields.</summary>
    private NalFacts LookAtSlice(int type, ReadOnlySpan<byte> nal)
    {
        var bits = new BitReader(nal[1..Math.Min(nal.Length, SliceHeaderBytes)], isNal: true);
        var isFirst = bits.Unsigned() == 0;
        var isIntra = bits.Unsigned() % 5 == 2;
        var isKey = type == NalType.Idr || (_isRecoveryPoint && isIntra && !bits.Failed);
        _isRecoveryPoint &= !isFirst;
        var field = 0;
        if (parameters.Active is { IsInterlaced: true } set)
        {
            _ = bits.Unsigned();
            bits.Skip(set.HasSeparatePlanes ? 2 : 0);
            var frame = (int)bits.Bits(set.FrameNumberBits) + 1;
            field = bits.Flag() ? (bits.Flag() ? -frame : frame) : 0;
        }

        return new NalFacts(NalRole.Slice, isFirst || bits.Failed, isKey, bits.Failed ? 0 : field);
    }

    /// <summary>
    /// Section 5.8. The type of later fragments and the reserved bit are not looked at (Tiandy changes them mid-way); empty
    /// fragments are harmless.
    /// </summary>
    private void TakeFragment(ReadOnlySpan<byte> payload, int orderBytes)
    {
        if (payload.Length < 2 + orderBytes)
        {
            Malformed++;
            return;
        }

        var (isStart, isEnd) = ((payload[1] & 0x80) != 0, (payload[1] & 0x40) != 0);
        if (isStart)
        {
            StartFragment([(byte)((payload[0] & 0xE0) | (payload[1] & 0x1F))]);
        }

        AppendFragment(payload[(2 + orderBytes)..]);
        if (isEnd)
        {
            CloseFragment();
        }
    }
}
