using System.Globalization;

namespace Vedette.Media.Rtsp;

/// <summary>The Transport header of an answer to SETUP (RFC 2326 section 12.39). Parameters come in any order, with blanks; what cannot be read was not said.</summary>
/// <param name="Channel">The RTP channel of interleaved frames, or null.</param>
/// <param name="ServerPort">The UDP port the camera sends RTP from, or 0 when it does not say.</param>
/// <param name="ServerReportPort">The UDP port it sends and takes RTCP at, or 0.</param>
/// <param name="IsMulticast">Whether it sends to a group.</param>
internal sealed record TransportHeader(byte? Channel, int ServerPort, int ServerReportPort, bool IsMulticast)
{
    /// <summary>Asks for interleaved frames on <paramref name="channel"/> and the next.</summary>
    public static string AskTcp(int channel) =>
        string.Create(CultureInfo.InvariantCulture, $"RTP/AVP/TCP;unicast;interleaved={channel}-{channel + 1}");

    /// <summary>Asks for packets to a pair of UDP ports.</summary>
    public static string AskUdp(UdpPair ports) => $"RTP/AVP;unicast;client_port={ports.Range}";

    /// <summary>Reads an answer.</summary>
    public static TransportHeader Read(string? value)
    {
        var (channel, port, reportPort, isMulticast) = ((byte?)null, 0, 0, false);

        // Of several transports, separated by commas, the first is the chosen one.
        foreach (var part in (value ?? "").Split(',')[0].Split(';', StringSplitOptions.TrimEntries))
        {
            var (name, first, second) = Cut(part);
            if (name.Equals("interleaved", StringComparison.OrdinalIgnoreCase) && first is >= 0 and < byte.MaxValue)
            {
                channel = (byte)first;
            }
            else if (name.Equals("server_port", StringComparison.OrdinalIgnoreCase) && first is > 0 and <= ushort.MaxValue)
            {
                (port, reportPort) = (first, second is > 0 and <= ushort.MaxValue ? second : Math.Min(first + 1, ushort.MaxValue));
            }
            else if (name.Equals("multicast", StringComparison.OrdinalIgnoreCase))
            {
                isMulticast = true;
            }
        }

        return new TransportHeader(channel, port, reportPort, isMulticast);
    }

    /// <summary><c>server_port = 5000-5001</c></summary>
    private static (string Name, int First, int Second) Cut(string part)
    {
        var equals = part.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return (part, -1, -1);
        }

        var numbers = part[(equals + 1)..].Split('-', StringSplitOptions.TrimEntries);
        return (part[..equals].TrimEnd(), Number(numbers[0]), numbers.Length > 1 ? Number(numbers[1]) : -1);
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
