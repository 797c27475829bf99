namespace Vedette.Media.Rtp;

/// <summary>What a receiver tells a sender about what arrived (RFC 3550 section 6.4.1, report block).</summary>
/// <param name="Source">The sender's synchronization source.</param>
/// <param name="FractionLost">Loss since the report before, in 256ths.</param>
/// <param name="Lost">Packets missing since the start; negative when repetitions outnumber losses. 24 bits.</param>
/// <param name="HighestSequence">Highest sequence number, with the count of wraps in the upper half.</param>
/// <param name="Jitter">Interarrival jitter in RTP ticks.</param>
/// <param name="LastReport">The middle 32 bits of the NTP time of the sender's last report, or 0.</param>
/// <param name="SinceLastReport">How long ago that report arrived, in 65 536ths of a second, or 0.</param>
internal readonly record struct ReceptionReport(
    uint Source, byte FractionLost, int Lost, uint HighestSequence, uint Jitter, uint LastReport, uint SinceLastReport);
