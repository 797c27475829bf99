using System.Buffers;
using System.Buffers.Binary;

namespace Vedette.Simulator.Streaming;

/// <summary>Spoils interleaved frames on their way, as lossy networks and odd cameras do.</summary>
internal sealed class Tampering
{
    private const int FrameHeader = 4;
    private const int RtpHeader = 12;
    private const byte Marker = 0x80;
    private const int FuA = 28;

    private long _packets;

    /// <summary>Copies the frames of a picture, without those to be lost and with the markers as the behaviour wants them.</summary>
    public void Copy(ReadOnlySpan<byte> frames, Behaviour behaviour, IBufferWriter<byte> to)
    {
        while (!frames.IsEmpty)
        {
            var frame = frames[..(FrameHeader + BinaryPrimitives.ReadUInt16BigEndian(frames[2..]))];
            frames = frames[frame.Length..];
            if (behaviour.Kind == BehaviourKind.Loss && ++_packets % behaviour.EveryNth == 0)
            {
                continue;
            }

            var copy = to.GetSpan(frame.Length)[..frame.Length];
            frame.CopyTo(copy);
            if (behaviour.Kind == BehaviourKind.WrongMarker)
            {
                MarkWrongly(copy[FrameHeader..]);
            }

            to.Advance(frame.Length);
        }
    }

    /// <summary>Marks parameter sets and SEI, and leaves the slices (NAL unit types 1 to 5, alone or in FU-A) unmarked.</summary>
    private static void MarkWrongly(Span<byte> packet)
    {
        var isReport = packet[1] is >= 200 and <= 204;
        if (!isReport)
        {
            var isSlice = (packet[RtpHeader] & 0x1F) is <= 5 or FuA;
            packet[1] = (byte)((packet[1] & ~Marker) | (isSlice ? 0 : Marker));
        }
    }
}
