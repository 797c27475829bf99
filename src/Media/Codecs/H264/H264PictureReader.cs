namespace Vedette.Media.Codecs.H264;

/// <summary>Reads whole H.264 pictures.</summary>
internal sealed class H264PictureReader : PictureReader
{
    private readonly H264Parameters _parameters = new();
    private bool _isRecoveryPoint;

    /// <inheritdoc/>
    public override VideoParameters Parameters => _parameters;

    /// <inheritdoc/>
    protected override void Begin()
    {
        base.Begin();
        _isRecoveryPoint = false;
    }

    /// <inheritdoc/>
    protected override void Look(ReadOnlySpan<byte> nal)
    {
        switch (NalType.Of(nal[0]))
        {
            case NalType.SequenceParameters or NalType.PictureParameters:
                _parameters.Take(nal);
                break;
            case NalType.Sei:
                _isRecoveryPoint |= RecoveryPoint.IsImmediate(nal);
                break;
            case NalType.Idr:
                (HasPicture, IsKey) = (true, true);
                break;
            case >= NalType.Slice and < NalType.Idr when !HasPicture:
                (HasPicture, IsKey) = (true, _isRecoveryPoint && IsIntra(nal));
                break;
        }
    }

    /// <summary>Whether the slice is one of a picture of such slices only (ITU-T H.264 table 7-6).</summary>
    private static bool IsIntra(ReadOnlySpan<byte> slice)
    {
        var bits = new BitReader(slice[1..Math.Min(slice.Length, 16)], isNal: true);
        _ = bits.Unsigned();
        return bits.Unsigned() % 5 == 2 && !bits.Failed;
    }
}
