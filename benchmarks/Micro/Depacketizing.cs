using BenchmarkDotNet.Attributes;
using Vedette.Media.Codecs.H264;
using Vedette.Media.Codecs.H265;
using Vedette.Media.Rtp;
using Vedette.Media.Rtsp;
using Vedette.Media.Units;

namespace Vedette.Micro;

/// <summary>From interleaved frames to whole pictures.</summary>
public class Depacketizing
{
    private const int Pictures = 100;

    private readonly byte[] _h264 = Samples.Wire(packets => new H264Packetizer(packets), Samples.Picture(0x41), Pictures);
    private readonly byte[] _h265 = Samples.Wire(packets => new H265Packetizer(packets), Samples.Picture(0x02, 0x01), Pictures);
    private readonly H264Depacketizer _h264Pictures = new(new H264Parameters());
    private readonly H265Depacketizer _h265Pictures = new(new H265Parameters());

    /// <summary>A picture of 18 kB in 14 packets.</summary>
    [Benchmark(OperationsPerInvoke = Pictures)]
    public int H264Picture() => Take(_h264, _h264Pictures);

    /// <summary>The same of H.265.</summary>
    [Benchmark(OperationsPerInvoke = Pictures)]
    public int H265Picture() => Take(_h265, _h265Pictures);

    /// <summary>Finding the packets alone: what of it is no depacketizing.</summary>
    [Benchmark(OperationsPerInvoke = Pictures)]
    public int FramesOfAPicture()
    {
        var packets = 0;
        var reader = new RtspMessageReader(_h264);
        while (reader.Read() == RtspItemKind.Frame)
        {
            packets += RtpPacket.TryRead(reader.Payload, out _) ? 1 : 0;
        }

        return packets;
    }

    private static int Take(byte[] wire, Depacketizer depacketizer)
    {
        var taken = 0;
        var reader = new RtspMessageReader(wire);
        while (reader.Read() == RtspItemKind.Frame && RtpPacket.TryRead(reader.Payload, out var packet))
        {
            depacketizer.Push(packet, lost: 0);
            while (depacketizer.TryTake(out var unit))
            {
                UnitMemory.Return(unit.Rented);
                taken++;
            }
        }

        return taken;
    }
}
