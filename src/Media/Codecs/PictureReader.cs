using System.Buffers.Binary;
using Vedette.Media.Codecs.H264;
using Vedette.Media.Codecs.H265;
using Vedette.Media.Rtp;
using Vedette.Media.Units;

namespace Vedette.Media.Codecs;

/// <summary>Reads pictures that come whole, NAL units behind start codes (annex B of ITU-T H.264 and H.265): MPEG-TS has them so.</summary>
/// <remarks>What has no start code before its first NAL unit is passed over.</remarks>
internal abstract class PictureReader
{
    /// <summary>A reader for H.264 or H.265.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The codec has no start codes.</exception>
    public static PictureReader Of(Codec codec) => codec switch
    {
        Codec.H264 => new H264PictureReader(),
        Codec.H265 => new H265PictureReader(),
        _ => throw new ArgumentOutOfRangeException(nameof(codec), codec, "Only H.264 and H.265 have start codes."),
    };

    /// <summary>The parameter sets seen so far.</summary>
    public abstract VideoParameters Parameters { get; }

    /// <summary>Writes the picture's NAL units, each behind its length, and says whether decoding can start with it; null when there is no picture.</summary>
    public bool? Read(ReadOnlySpan<byte> picture, UnitBuffer into)
    {
        Begin();
        while (AnnexB.TryNext(ref picture, out var nal))
        {
            var place = into.AppendLengthPlace();
            into.Append(nal);
            into.FillLength(place);
            Look(nal);
        }

        return HasPicture ? IsKey : null;
    }

    /// <summary>Takes the parameter sets that stand outside the pictures, as in MP4 files.</summary>
    public void Take(TrackFormat track)
    {
        ReadOnlySpan<byte> sets = DecoderParameters.AsUnit(track);
        while (sets.Length > 4)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(sets);
            Look(sets.Slice(4, length));
            sets = sets[(4 + length)..];
        }
    }

    /// <summary>Whether a slice was seen.</summary>
    protected bool HasPicture { get; set; }

    /// <summary>Whether decoding can start here.</summary>
    protected bool IsKey { get; set; }

    /// <summary>A new picture begins.</summary>
    protected virtual void Begin() => (HasPicture, IsKey) = (false, false);

    /// <summary>Looks at a NAL unit of at least one byte.</summary>
    protected abstract void Look(ReadOnlySpan<byte> nal);
}
