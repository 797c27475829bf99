using Vedette.Media.Sources;

namespace Vedette.Media.Rtsp;

/// <summary>Carries what has arrived at a track's UDP ports to the track's intake.</summary>
internal sealed class UdpReader(TrackIntake intake, UdpPair ports, SourceCounters counters)
{
    // A camera that floods is read at this pace: the kernel throws away what is more.
    private const int MaxPacketsPerTurn = 1024;
    private const int MaxReportsPerTurn = 16;

    /// <summary>Reads without waiting; true when a packet of the track was there.</summary>
    public bool Read(Span<byte> buffer, TimeSpan now, DateTimeOffset arrival)
    {
        var isFitting = false;
        for (var read = 0; read < MaxPacketsPerTurn && TryReceive(ports.Packets, buffer, out var packet); read++)
        {
            if (!packet.IsEmpty && intake.Take(packet, now, arrival))
            {
                isFitting = true;
                HoldOn(ports.Packets);
            }
        }

        for (var read = 0; read < MaxReportsPerTurn && TryReceive(ports.Reports, buffer, out var report); read++)
        {
            if (!report.IsEmpty && intake.TakeReport(report, now, arrival))
            {
                HoldOn(ports.Reports);
            }
        }

        intake.Expire(now, arrival);
        return isFitting;
    }

    /// <summary>Sends a report on what arrived.</summary>
    public void Report(TimeSpan now)
    {
        Span<byte> report = stackalloc byte[Rtp.RtcpReceiverReport.MaxBytes];
        ports.Reports.Send(report[..intake.WriteReport(report, now)]);
    }

    private static void HoldOn(UdpPort port)
    {
        if (!port.IsHeldOn)
        {
            port.HoldOn();
        }
    }

    /// <summary>False when there is nothing more; an empty packet stands for one that somebody else sent.</summary>
    private bool TryReceive(UdpPort port, Span<byte> buffer, out ReadOnlySpan<byte> packet)
    {
        var count = port.Receive(buffer, out var isForeign);
        packet = buffer[..count];
        counters.Bytes += count;
        counters.DatagramBytes += count;
        counters.Ignored += isForeign ? 1 : 0;
        return count > 0 || isForeign;
    }
}
