namespace Vedette.Media.Codecs.H264;

/// <summary>The recovery point message (ITU-T H.264 sections D.1.8 and D.2.8): where decoding may start without an IDR picture.</summary>
internal static class RecoveryPoint
{
    private const int PayloadType = 6;

    /// <summary>Whether the SEI NAL unit says that pictures are right from this one on: recovery_frame_cnt is 0 and nothing is broken.</summary>
    public static bool IsImmediate(ReadOnlySpan<byte> sei)
    {
        var at = 1;
        while (at + 2 < sei.Length)
        {
            var type = ReadExtended(sei, ref at);
            var size = ReadExtended(sei, ref at);
            if (type == PayloadType && at < sei.Length)
            {
                var bits = new BitReader(sei[at..], isNal: true);
                var frames = bits.Unsigned();
                bits.Skip(1);
                var isBroken = bits.Flag();
                return frames == 0 && !isBroken && !bits.Failed;
            }

            at += size;
        }

        return false;
    }

    private static int ReadExtended(ReadOnlySpan<byte> sei, ref int at)
    {
        var value = 0;
        while (at < sei.Length)
        {
            var next = sei[at++];
            value += next;
            if (next != 0xFF)
            {
                break;
            }
        }

        return value;
    }
}
