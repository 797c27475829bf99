using System.Buffers;
using System.Buffers.Binary;
using Vedette.Media.Units;

namespace Vedette.Media.Codecs.H265;

/// <summary>The parameter sets known of an H.265 stream, from its description or from between its pictures, and the track format they make.</summary>
/// <remarks>Costs nothing as long as the camera repeats itself; only a set that differs is kept as a new copy.</remarks>
internal sealed class H265Parameters : VideoParameters
{
    private readonly KeptSets _video = new();
    private readonly KeptSets _sequence = new();
    private readonly KeptSets _picture = new();
    private byte[]? _active;
    private bool _isOther;
    private TrackFormat? _format;

    /// <summary>The sequence parameter set in use, or null when it is unknown or cannot be understood.</summary>
    public SequenceParameterSet? Active { get; private set; }

    /// <inheritdoc/>
    public override int ReorderFrames => Active?.ReorderFrames ?? 0;

    /// <inheritdoc/>
    public override double? FrameRate => Active?.FrameRate;

    /// <inheritdoc/>
    public override bool IsInterlaced => Active is { IsInterlaced: true };

    /// <inheritdoc/>
    public override TrackFormat? Format
    {
        get
        {
            _isOther |= _video.TakeChange() | _sequence.TakeChange() | _picture.TakeChange();
            if (_isOther && Active is { } active && _video.Count > 0 && _picture.Count > 0)
            {
                _isOther = false;
                var format = Build(active);
                _format = format.Equals(_format) ? _format : format;
            }

            return _format;
        }
    }

    /// <summary>Takes a parameter set; other NAL units are ignored.</summary>
    public void Take(ReadOnlySpan<byte> nal)
    {
        nal = nal.TrimEnd((byte)0);
        if (nal.Length is <= NalType.HeaderBytes or > KeptSets.MaxBytes || NalType.LayerOf(nal) > 0)
        {
            return;
        }

        switch (NalType.Of(nal[0]))
        {
            case NalType.VideoParameters:
                _ = _video.Keep(nal[NalType.HeaderBytes] >> 4, nal);
                break;
            case NalType.SequenceParameters:
                TakeSequence(nal);
                break;
            case NalType.PictureParameters:
                var bits = new BitReader(nal[NalType.HeaderBytes..], isNal: true);
                _ = _picture.Keep((int)Math.Min(bits.Unsigned(), 63), nal);
                break;
        }
    }

    /// <summary>
    /// Takes what stands in <c>sprop-vps</c>, <c>sprop-sps</c> or <c>sprop-pps</c> (RFC 7798 section 7.1): base64 with commas
    /// between. What is broken is skipped.
    /// </summary>
    public void TakeText(string text) => ParameterText.Read(text, Take);

    private void TakeSequence(ReadOnlySpan<byte> nal)
    {
        if (nal.SequenceEqual(_active))
        {
            return;
        }

        if (SequenceParameterSet.Parse(nal) is not { } set)
        {
            return; // its size is unknown, and nothing can be said of it
        }

        var kept = _sequence.Keep(set.Id, nal);
        if (kept is not null && !ReferenceEquals(kept, _active))
        {
            (_active, Active, _isOther) = (kept, set, true);
        }
    }

    private TrackFormat Build(SequenceParameterSet active) => new()
    {
        Kind = TrackKind.Video,
        Codec = Codec.H265,
        ClockRate = ClockRate,
        Configuration = Configuration(active),
        CodecString = active.Profile.CodecString,
        Width = active.Width,
        Height = active.Height,
    };

    /// <summary>HEVCDecoderConfigurationRecord, ISO/IEC 14496-15 section 8.3.3.1, with lengths of 4 bytes.</summary>
    private byte[] Configuration(SequenceParameterSet active)
    {
        var record = new ArrayBufferWriter<byte>(256);
        record.Write((ReadOnlySpan<byte>)[1]);
        record.Write(active.Profile.Bytes.Span);
        record.Write((ReadOnlySpan<byte>)
        [
            0xF0, 0, 0xFC, // no word on slices or parallelism
            (byte)(0xFC | active.ChromaFormat), (byte)(0xF8 | (active.BitDepthLuma - 8)), (byte)(0xF8 | (active.BitDepthChroma - 8)),
            0, 0, // nor on the average frame rate
            (byte)((active.SubLayers << 3) | (active.IsNested ? 4 : 0) | 3),
            3,
        ]);
        WriteSets(record, NalType.VideoParameters, _video);
        WriteSets(record, NalType.SequenceParameters, _sequence);
        WriteSets(record, NalType.PictureParameters, _picture);
        return record.WrittenSpan.ToArray();
    }

    private static void WriteSets(ArrayBufferWriter<byte> record, int type, KeptSets sets)
    {
        const int IsComplete = 0x80; // what hvc1 promises; a camera that repeats its sets in band repeats these
        record.Write((ReadOnlySpan<byte>)[(byte)(IsComplete | type), 0, (byte)sets.Count]);
        foreach (var set in sets.All)
        {
            BinaryPrimitives.WriteUInt16BigEndian(record.GetSpan(2), (ushort)set.Length);
            record.Advance(2);
            record.Write<byte>(set);
        }
    }
}
