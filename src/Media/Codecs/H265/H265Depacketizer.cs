namespace Vedette.Media.Codecs.H265;

/// <summary>Access units from RTP packets (RFC 7798): single NAL units, aggregates and fragments, without decoding order numbers.</summary>
internal sealed class H265Depacketizer(H265Parameters parameters) : NalDepacketizer
{
    /// <inheritdoc/>
    protected override void TakePayload(ReadOnlySpan<byte> payload)
    {
        if (payload.Length <= NalType.HeaderBytes)
        {
            CloseFragment();
            Malformed += payload.Length < NalType.HeaderBytes || NalType.Of(payload[0]) != NalType.Fragment ? 1 : 0;
            return;
        }

        switch (NalType.Of(payload[0]))
        {
            case NalType.Fragment:
                TakeFragment(payload);
                break;
            case NalType.Aggregate:
                TakeAggregate(payload[NalType.HeaderBytes..]);
                break;
            case <= NalType.LastReserved:
                TakeWhole(payload);
                break;
            default:
                CloseFragment();
                Malformed++;
                break;
        }
    }

    /// <summary>A start code at the very start looks like a header whose temporal id is forbidden.</summary>
    protected override bool MayHoldStartCodes(ReadOnlySpan<byte> nal) =>
        nal.StartsWith((ReadOnlySpan<byte>)[0, 0]) || NalType.Of(nal[0]) is >= NalType.VideoParameters and <= NalType.SuffixSei;

    /// <inheritdoc/>
    protected override NalFacts Look(ReadOnlySpan<byte> nal)
    {
        if (nal.Length < NalType.HeaderBytes)
        {
            return new NalFacts(NalRole.Leading);
        }

        var type = NalType.Of(nal[0]);
        if (NalType.LayerOf(nal) > 0)
        {
            return new NalFacts(type <= NalType.LastPicture ? NalRole.Trailing : NalRole.Leading);
        }

        switch (type)
        {
            case <= NalType.LastPicture:
                var isFirst = nal.Length > NalType.HeaderBytes && (nal[NalType.HeaderBytes] & 0x80) != 0;
                return new NalFacts(NalRole.Slice, isFirst, NalType.IsKey(type));
            case NalType.VideoParameters or NalType.SequenceParameters or NalType.PictureParameters:
                parameters.Take(nal);
                return new NalFacts(NalRole.Leading);
            case NalType.EndOfSequence or NalType.EndOfStream or NalType.Filler or NalType.SuffixSei:
                return new NalFacts(NalRole.Trailing);
            default:
                return new NalFacts(NalRole.Leading);
        }
    }

    /// <summary>Section 4.4.3. As with H.264, the type of later fragments is not looked at; empty fragments are harmless.</summary>
    private void TakeFragment(ReadOnlySpan<byte> payload)
    {
        // | payload header (16) |S|E| type (6) | fragment …
        var head = payload[NalType.HeaderBytes];
        if ((head & 0x80) != 0)
        {
            Span<byte> header = [(byte)((payload[0] & 0x81) | ((head & 0x3F) << 1)), payload[1]];
            StartFragment(header);
        }

        AppendFragment(payload[(NalType.HeaderBytes + 1)..]);
        if ((head & 0x40) != 0)
        {
            CloseFragment();
        }
    }
}
