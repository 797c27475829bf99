using System.Globalization;

namespace Vedette.Media.Rtsp;

/// <summary>The Transport header of an answer to SETUP (RFC 2326 section 12.39), as far as interleaving needs it.</summary>
internal static class TransportHeader
{
    /// <summary>What to ask for.</summary>
    public static string Ask(int channel) =>
        string.Create(CultureInfo.InvariantCulture, $"RTP/AVP/TCP;unicast;interleaved={channel}-{channel + 1}");

    /// <summary>The RTP channel the server chose; <paramref name="asked"/> when it does not say. Parameters come in any order, with blanks.</summary>
    public static byte ChannelOf(string? value, byte asked)
    {
        foreach (var part in (value ?? "").Split(';', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("interleaved=", StringComparison.OrdinalIgnoreCase)
                && byte.TryParse(part["interleaved=".Length..].Split('-')[0].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var channel))
            {
                return channel;
            }
        }

        return asked;
    }
}
