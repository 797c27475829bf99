namespace Vedette.Media.Codecs.H264;

/// <summary>NAL unit types (ITU-T H.264 table 7-1) and packet types (RFC 6184 table 1).</summary>
internal static class NalType
{
    public const int Slice = 1;
    public const int FirstPartition = 2;
    public const int Idr = 5;
    public const int Sei = 6;
    public const int SequenceParameters = 7;
    public const int PictureParameters = 8;
    public const int Delimiter = 9;
    public const int EndOfSequence = 10;
    public const int EndOfStream = 11;
    public const int Filler = 12;
    public const int LastSingle = 23;
    public const int StapA = 24;
    public const int StapB = 25;
    public const int Mtap16 = 26;
    public const int Mtap24 = 27;
    public const int FuA = 28;
    public const int FuB = 29;

    public static int Of(byte header) => header & 0x1F;
}
