using System.Globalization;
using System.Net;
using Vedette.Media.Hub;
using Vedette.Media.Sources;

namespace Vedette.Media.Rtsp;

/// <summary>The two UDP ports of one track: packets on an even port, reports on the odd one above (RFC 3550 section 11).</summary>
internal sealed class UdpPair : IDisposable
{
    /// <summary>What lets a burst of a large key picture wait for the usual round: 40 ms of 100 Mbit/s, with the kernel's bookkeeping, doubled.</summary>
    private const int RoomyBytes = 2 << 20;

    private const int AskedBytes = 2 << 20;
    private const int ReportBytes = 64 * 1024;
    private const int MaxAttempts = 64;

    private UdpPair(UdpPort packets, UdpPort reports) => (Packets, Reports) = (packets, reports);

    /// <summary>Where RTP arrives.</summary>
    public UdpPort Packets { get; }

    /// <summary>Where RTCP arrives.</summary>
    public UdpPort Reports { get; }

    /// <summary>Whether the kernel granted enough to be read at the usual pace.</summary>
    public bool IsRoomy => Packets.KernelBytes >= RoomyBytes;

    /// <summary>The ports as a Transport header names them.</summary>
    public string Range => string.Create(CultureInfo.InvariantCulture, $"{Packets.Number}-{Reports.Number}");

    /// <summary>Binds two free ports side by side.</summary>
    /// <param name="local">The address the camera is talked to from.</param>
    /// <exception cref="SourceException">There are none.</exception>
    public static UdpPair Open(IPAddress local)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (UdpPort.TryBind(local, 0, AskedBytes) is not { } packets)
            {
                continue;
            }

            // An odd one that was given is let go, its even neighbour is as likely to be free.
            var even = packets.Number & ~1;
            if (packets.Number != even)
            {
                packets.Dispose();
                packets = UdpPort.TryBind(local, even, AskedBytes);
            }

            if (packets is not null && UdpPort.TryBind(local, even + 1, ReportBytes) is { } reports)
            {
                return new UdpPair(packets, reports);
            }

            packets?.Dispose();
        }

        throw new SourceException(FeedBreakCause.Refused, "No two UDP ports side by side are free on this computer.");
    }

    /// <summary>Says whose packets are heard.</summary>
    public void Expect(IPAddress camera, TransportHeader agreed)
    {
        Packets.Expect(camera, agreed.ServerPort);
        Reports.Expect(camera, agreed.ServerReportPort);
    }

    /// <summary>Opens the way through firewalls that let answers in: a packet and a report without content to the camera's ports.</summary>
    public void Punch()
    {
        Packets.Send([0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        Reports.Send([0x80, Rtp.RtcpReceiverReport.PacketType, 0, 1, 0, 0, 0, 0]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Packets.Dispose();
        Reports.Dispose();
    }
}
