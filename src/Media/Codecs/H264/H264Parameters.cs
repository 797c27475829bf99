using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using Vedette.Media.Units;

namespace Vedette.Media.Codecs.H264;

/// <summary>The parameter sets known of a stream, from its description or from between its pictures, and the track format they make.</summary>
/// <remarks>Costs nothing as long as the camera repeats itself; only a set that differs is kept as a new copy.</remarks>
internal sealed class H264Parameters : VideoParameters
{
    private const int FirstFields = 4; // header, profile, constraints, level

    private readonly KeptSets _sequence = new();
    private readonly KeptSets _picture = new();
    private byte[]? _active;
    private bool _isOther;
    private TrackFormat? _format;

    /// <summary>The set in use, or null when it is unknown or cannot be understood.</summary>
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
            _isOther |= _sequence.TakeChange() | _picture.TakeChange();
            if (_isOther && _active is not null && _picture.Count > 0)
            {
                _isOther = false;
                var format = Build(_active);
                _format = format.Equals(_format) ? _format : format;
            }

            return _format;
        }
    }

    /// <summary>Takes a parameter set; other NAL units are ignored.</summary>
    public void Take(ReadOnlySpan<byte> nal)
    {
        nal = nal.TrimEnd((byte)0);
        if (nal.Length is < 2 or > KeptSets.MaxBytes)
        {
            return;
        }

        switch (NalType.Of(nal[0]))
        {
            case NalType.SequenceParameters when nal.Length >= FirstFields:
                TakeSequence(nal);
                break;
            case NalType.PictureParameters:
                _ = _picture.Keep(IdOf(nal, 1), nal);
                break;
        }
    }

    /// <summary>Takes what stands in <c>sprop-parameter-sets</c> (RFC 6184 section 8.1): base64 with commas between. What is broken is skipped.</summary>
    public void TakeText(string text) => ParameterText.Read(text, Take);

    private void TakeSequence(ReadOnlySpan<byte> nal)
    {
        var kept = _sequence.Keep(IdOf(nal, 4), nal);
        if (kept is null || ReferenceEquals(kept, _active))
        {
            return;
        }

        (_active, Active, _isOther) = (kept, SequenceParameterSet.Parse(kept), true);
    }

    private static int IdOf(ReadOnlySpan<byte> nal, int at)
    {
        if (nal.Length <= at)
        {
            return 0;
        }

        var bits = new BitReader(nal[at..], isNal: true);
        return (int)bits.Unsigned();
    }

    private TrackFormat Build(byte[] active) => new()
    {
        Kind = TrackKind.Video,
        Codec = Codec.H264,
        ClockRate = ClockRate,
        Configuration = Configuration(active),
        CodecString = string.Create(CultureInfo.InvariantCulture, $"avc1.{active[1]:x2}{active[2]:x2}{active[3]:x2}"),
        Width = Active?.Width ?? 0,
        Height = Active?.Height ?? 0,
    };

    /// <summary>AVCDecoderConfigurationRecord, ISO/IEC 14496-15 section 5.3.3.1, with lengths of 4 bytes.</summary>
    private byte[] Configuration(byte[] active)
    {
        var record = new ArrayBufferWriter<byte>(256);
        record.Write((ReadOnlySpan<byte>)[1, active[1], active[2], active[3], 0xFF]);
        WriteSets(record, 0xE0, _sequence);
        WriteSets(record, 0, _picture);
        if (Active is { IsHigh: true } high)
        {
            record.Write((ReadOnlySpan<byte>)[(byte)(0xFC | high.ChromaFormat), (byte)(0xF8 | (high.BitDepthLuma - 8)), (byte)(0xF8 | (high.BitDepthChroma - 8)), 0]);
        }

        return record.WrittenSpan.ToArray();
    }

    private static void WriteSets(ArrayBufferWriter<byte> record, int reserved, KeptSets sets)
    {
        var count = Math.Min(sets.Count, 31);
        record.Write((ReadOnlySpan<byte>)[(byte)(reserved | count)]);
        foreach (var set in sets.All.Take(count))
        {
            BinaryPrimitives.WriteUInt16BigEndian(record.GetSpan(2), (ushort)set.Length);
            record.Advance(2);
            record.Write<byte>(set);
        }
    }
}
