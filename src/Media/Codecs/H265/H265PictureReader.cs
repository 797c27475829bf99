namespace Vedette.Media.Codecs.H265;

/// <summary>Reads whole H.265 pictures.</summary>
internal sealed class H265PictureReader : PictureReader
{
    private readonly H265Parameters _parameters = new();

    /// <inheritdoc/>
    public override VideoParameters Parameters => _parameters;

    /// <inheritdoc/>
    protected override void Look(ReadOnlySpan<byte> nal)
    {
        if (nal.Length < NalType.HeaderBytes || NalType.LayerOf(nal) > 0)
        {
            return;
        }

        switch (NalType.Of(nal[0]))
        {
            case <= NalType.LastPicture when HasPicture:
                break;
            case <= NalType.LastPicture and var type:
                (HasPicture, IsKey) = (true, NalType.IsKey(type));
                break;
            case NalType.VideoParameters or NalType.SequenceParameters or NalType.PictureParameters:
                _parameters.Take(nal);
                break;
        }
    }
}
