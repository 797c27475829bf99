namespace Vedette.Media.Rtp;

/// <summary>What one source's packets tell about the way they came: loss (RFC 3550 appendix A.3) and jitter (A.8).</summary>
/// <param name="clockRate">RTP ticks per second.</param>
internal sealed class ReceptionStatistics(int clockRate)
{
    private const int MaxDropout = 3000;        // packets ahead; farther is a sender that counts anew (appendix A.1)
    private const int MaxMisorder = 100;        // packets back
    private const int MostLost = 0x7FFFFF;      // what 24 bits hold
    private const double MaxTransitStep = 10;   // seconds; more is a step of the sender's clock

    private bool _started;
    private uint _source;
    private uint _first;
    private uint _highest;      // wraps in the upper half
    private long _received;
    private long _expectedBefore;
    private long _receivedBefore;
    private double _lastTransit;
    private double _jitter;
    private uint _senderReport;
    private TimeSpan _senderReportAt;

    /// <summary>Interarrival jitter in seconds.</summary>
    public double Jitter => _jitter / clockRate;

    /// <summary>Takes a packet, in the order of arrival.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="arrival">When it arrived, since any fixed instant.</param>
    public void Take(in RtpPacket packet, TimeSpan arrival)
    {
        var ahead = (ushort)(packet.Sequence - (ushort)_highest);
        if (!_started || packet.Source != _source || ahead is >= MaxDropout and < ushort.MaxValue + 1 - MaxMisorder)
        {
            Start(packet);
        }
        else if (ahead < MaxDropout)
        {
            _highest += ahead;
        }

        _received++;
        Measure(packet.Timestamp, arrival);
    }

    /// <summary>Remembers a sender's report: the sender works the way's length out of when it was answered.</summary>
    public void Take(in RtcpSenderReport report, TimeSpan arrival) =>
        (_senderReport, _senderReportAt) = ((uint)(report.Ntp >> 16), arrival);

    /// <summary>What to tell the sender; false before its first packet. The loss since the report before starts anew.</summary>
    public bool TryReport(TimeSpan now, out ReceptionReport report)
    {
        report = default;
        if (!_started)
        {
            return false;
        }

        long expected = _highest - _first + 1;
        var (expectedSince, receivedSince) = (expected - _expectedBefore, _received - _receivedBefore);
        (_expectedBefore, _receivedBefore) = (expected, _received);
        var lostSince = expectedSince - receivedSince;
        report = new ReceptionReport(
            _source,
            lostSince <= 0 ? (byte)0 : (byte)Math.Min(byte.MaxValue, (lostSince << 8) / expectedSince),
            (int)Math.Clamp(expected - _received, -MostLost - 1, MostLost),
            _highest,
            (uint)_jitter,
            _senderReport,
            _senderReport == 0 ? 0 : (uint)Math.Min(uint.MaxValue, (now - _senderReportAt).TotalSeconds * 65536));
        return true;
    }

    private void Start(in RtpPacket packet)
    {
        (_started, _source, _first, _highest) = (true, packet.Source, packet.Sequence, packet.Sequence);
        (_received, _expectedBefore, _receivedBefore, _lastTransit) = (0, 0, 0, double.NaN);
    }

    private void Measure(uint timestamp, TimeSpan arrival)
    {
        var transit = (arrival.TotalSeconds * clockRate) - timestamp;
        var step = Math.Abs(transit - _lastTransit);
        _lastTransit = transit;
        if (step < MaxTransitStep * clockRate)
        {
            _jitter += (step - _jitter) / 16;
        }
    }
}
