using System.Buffers.Binary;
using System.Globalization;

namespace Vedette.Host.Benchmarks.Live;

/// <summary>Watches by RTSP, packets interleaved (RFC 2326 section 10.12): looks at the first bytes of each packet and passes over the rest.</summary>
internal sealed class RtspViewer(Uri url, CrowdTally tally) : CrowdViewer(url, tally)
{
    private const int Looked = 32;
    private const double ClockRate = 90_000;
    private static readonly DateTimeOffset NtpEpoch = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly byte[] _head = new byte[4 + Looked];
    private int _headFilled;
    private int _left;
    private int _sequence;
    private bool _hasKey;
    private (uint Timestamp, DateTimeOffset At)? _report;

    public override void Take(ReadOnlySpan<byte> bytes)
    {
        Tally.NoteBytes(bytes.Length);
        while (bytes.Length > 0)
        {
            if (_left > 0)
            {
                var passed = Math.Min(_left, bytes.Length);
                _left -= passed;
                bytes = bytes[passed..];
                continue;
            }

            _head[_headFilled++] = bytes[0];
            bytes = bytes[1..];
            var length = _headFilled < 4 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(_head.AsSpan(2));
            if (_headFilled < 4 || _headFilled < 4 + Math.Min(length, Looked))
            {
                continue;
            }

            Look(_head[1], _head.AsSpan(4, _headFilled - 4));
            (_left, _headFilled) = (length - (_headFilled - 4), 0);
        }
    }

    protected override void Ask()
    {
        var (head, body) = Ask("DESCRIBE", Url.AbsoluteUri, 1, "Accept: application/sdp\r\n");
        var root = Field(head, "Content-Base") ?? $"{Url.GetLeftPart(UriPartial.Path)}/";
        var video = body[body.IndexOf("m=video", StringComparison.Ordinal)..];
        var control = video[(video.IndexOf("a=control:", StringComparison.Ordinal) + 10)..].Split('\r', '\n')[0];
        var track = control.StartsWith("rtsp", StringComparison.Ordinal) ? control : root + control;
        (head, _) = Ask("SETUP", track, 2, "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n");
        var session = Field(head, "Session")!.Split(';')[0];
        _ = Ask("PLAY", root, 3, $"Session: {session}\r\n");
    }

    private static string? Field(string head, string name) =>
        head.Split("\r\n").FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    private (string Head, string Body) Ask(string method, string url, int number, string fields)
    {
        var answer = Request(string.Create(CultureInfo.InvariantCulture, $"{method} {url} RTSP/1.0\r\nCSeq: {number}\r\n{fields}\r\n"));
        return answer.Head.StartsWith("RTSP/1.0 200", StringComparison.Ordinal) ? answer : throw Refused(answer.Head);
    }

    private void Look(int channel, ReadOnlySpan<byte> packet)
    {
        if (channel == 1 && packet.Length >= 20 && packet[1] == 200)
        {
            var ntp = BinaryPrimitives.ReadUInt64BigEndian(packet[8..]);
            _report = (BinaryPrimitives.ReadUInt32BigEndian(packet[16..]), NtpEpoch.AddSeconds((ntp >> 32) + ((ntp & uint.MaxValue) / (double)(1UL << 32))));
        }
        else if (channel == 0 && packet.Length > 15)
        {
            LookAtPicture(packet);
        }
    }

    private void LookAtPicture(ReadOnlySpan<byte> packet)
    {
        var sequence = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]);
        if (_hasKey && sequence != (ushort)(_sequence + 1))
        {
            Tally.NoteSkip();
        }

        _sequence = sequence;
        _hasKey |= IsKey(packet[12..]);
        if ((packet[1] & 128) != 0 && _hasKey)
        {
            NoteFirst();
            DateTimeOffset? at = _report is { } report
                ? report.At.AddSeconds(unchecked((int)(BinaryPrimitives.ReadUInt32BigEndian(packet[4..]) - report.Timestamp)) / ClockRate)
                : null;
            Tally.NotePicture(at);
        }
    }

    /// <summary>Whether a packet of H.264 belongs to a key picture (RFC 6184 section 5.2): its parameter sets, or the picture, whole or in parts.</summary>
    private static bool IsKey(ReadOnlySpan<byte> payload) => (payload[0] & 31) switch
    {
        5 or 7 => true,
        24 => (payload[3] & 31) is 5 or 7,
        28 => (payload[1] & 31) == 5,
        _ => false,
    };
}
