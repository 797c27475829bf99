using System.Globalization;

namespace Vedette.Media.Rtp;

/// <summary>
/// The synchronization sources a camera announced for a session, in answers to SETUP and PLAY: a hint, not a promise. Eight
/// hexadecimal digits are the rule (RFC 2326 section 12.39); blanks, <c>0x</c>, fewer digits and decimal ones are met as well,
/// and so are values that have nothing to do with the packets.
/// </summary>
internal sealed class AnnouncedSources
{
    private const int MostSources = 32;

    private readonly HashSet<uint> _sources = [];

    /// <summary>Takes what a Transport or an RTP-Info header says, if it says something.</summary>
    public void Add(string? header)
    {
        foreach (var part in (header ?? "").Split([';', ','], StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("ssrc", StringComparison.OrdinalIgnoreCase) && part.Split('=') is [_, var value, ..] && _sources.Count < MostSources)
            {
                AddValue(value.Trim());
            }
        }
    }

    /// <summary>Whether the source was announced.</summary>
    public bool Contains(uint source) => _sources.Contains(source);

    private void AddValue(string value)
    {
        var digits = value.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? value[2..] : value;
        if (uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hexadecimal))
        {
            _ = _sources.Add(hexadecimal);
        }

        if (uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            _ = _sources.Add(number);
        }
    }
}
