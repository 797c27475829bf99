using System.Globalization;

namespace Vedette.Media.Rtsp;

/// <summary>One way a client offers to take a track's packets: a transport of the Transport header of SETUP (RFC 2326 section 12.39), as a server reads it.</summary>
/// <remarks>A destination the client names is not read: packets go to where the request came from.</remarks>
/// <param name="IsInterleaved">In the RTSP connection; else as datagrams.</param>
/// <param name="Channel">The interleaved channel it wants for RTP, RTCP being the next; null when it leaves that to the server.</param>
/// <param name="Port">The UDP port it takes RTP at; 0 when interleaved.</param>
/// <param name="ReportPort">The UDP port it takes RTCP at; 0 when interleaved.</param>
public sealed record TransportOffer(bool IsInterleaved, byte? Channel, ushort Port, ushort ReportPort)
{
    private const int MaxOffers = 16;

    /// <summary>The unicast offers that a server of live pictures can take up, in the client's order of preference.</summary>
    public static IEnumerable<TransportOffer> Read(string? header) =>
        (header ?? "").Split(',', MaxOffers, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(ReadOne).OfType<TransportOffer>();

    private static TransportOffer? ReadOne(string offer)
    {
        var parts = offer.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var isInterleaved = parts.Length > 0 && parts[0].Equals("RTP/AVP/TCP", StringComparison.OrdinalIgnoreCase);
        var isDatagram = parts is [var profile, ..] && profile.ToUpperInvariant() is "RTP/AVP" or "RTP/AVP/UDP";
        if ((!isInterleaved && !isDatagram) || parts.Contains("multicast", StringComparer.OrdinalIgnoreCase) || IsRecording(parts))
        {
            return null;
        }

        if (isInterleaved)
        {
            var (channel, _) = NumbersOf(parts, "interleaved");
            return channel is null or < byte.MaxValue ? new TransportOffer(true, (byte?)channel, 0, 0) : null;
        }

        return NumbersOf(parts, "client_port") is ({ } port, var reports) && port is > 0 and < ushort.MaxValue
            ? new TransportOffer(false, null, port, reports is > 0 ? reports.Value : (ushort)(port + 1))
            : null;
    }

    private static bool IsRecording(string[] parts) =>
        parts.Any(part => part.StartsWith("mode=", StringComparison.OrdinalIgnoreCase) && part.Contains("RECORD", StringComparison.OrdinalIgnoreCase));

    /// <summary><c>name=4588-4589</c>, the second number being optional.</summary>
    private static (ushort? First, ushort? Second) NumbersOf(string[] parts, string name)
    {
        var text = parts.FirstOrDefault(part => part.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Split('-', 2);
        return text is null ? (null, null) : (Number(text[0]), text.Length > 1 ? Number(text[1]) : null);
    }

    private static ushort? Number(string text) =>
        ushort.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
