namespace Vedette.Media.Codecs.H264;

/// <summary>NAL unit types (ITU-T H.264 table 7-1) and packet types (RFC 6184 table 1).</summary>
internal static class NalType
{
    public const int Slice = 1;
    public const int Idr = 5;
    public const int Sei = 6;
    public const int SequenceParameters = 7;
    public const int PictureParameters = 8;
    public const int Delimiter = 9;
    public const int LastSingle = 23;
    public const int StapA = 24;
    public const int FuA = 28;

    public static int Of(byte header) => header & 0x1F;

    public static bool IsPicture(int type) => type is >= Slice and <= Idr;
}
