using System.Globalization;
using System.Text;
using Vedette.Media.Sources;

namespace Vedette.Media.Rtsp;

/// <summary>Reads session descriptions (RFC 4566, RFC 8866) as cameras write them: what cannot be understood is left out, line by line.</summary>
internal static class SdpReader
{
    private const int MaxMedia = 16;
    private const int MaxPayloadType = 127;

    /// <summary>Reads a description.</summary>
    /// <exception cref="SourceException">It is no description.</exception>
    public static SessionDescription Read(string text)
    {
        var (name, control) = ("", (string?)null);
        var media = new List<MediaDescription>();
        MediaDescription? current = null;
        var isSkipping = false;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            var line = raw.Trim();
            if (line.Length < 2 || line[1] != '=')
            {
                continue;
            }

            var value = line[2..].Trim();
            if (line[0] == 'm')
            {
                Close(media, current);
                current = ReadMedia(value);
                isSkipping = current is null;
            }
            else if (line[0] == 'a' && !isSkipping)
            {
                var (key, rest) = Cut(value, ':');
                if (current is not null)
                {
                    current = WithAttribute(current, key, rest);
                }
                else if (key.Equals("control", StringComparison.OrdinalIgnoreCase))
                {
                    control = rest.ToString();
                }
            }
            else if (line[0] == 's' && current is null)
            {
                name = value.ToString();
            }
        }

        Close(media, current);
        // A description without media is one of a camera that sends nothing; a text that does not begin like one is none.
        return media.Count > 0 || text.AsSpan().TrimStart().StartsWith("v=", StringComparison.Ordinal)
            ? new SessionDescription(name, control, Directed(media))
            : throw SourceException.Malformed("The camera's description of its stream cannot be understood.");
    }

    /// <summary>Reads a description from a message's body.</summary>
    /// <exception cref="SourceException">It is no description.</exception>
    public static SessionDescription Read(ReadOnlySpan<byte> body) => Read(Encoding.UTF8.GetString(body));

    /// <summary>
    /// Who sends is said as the viewer sees it (ONVIF Streaming Specification section 5.3: what is <c>sendonly</c> goes to the camera's loudspeaker); a camera
    /// that sees it from its own side gives that away with its video.
    /// </summary>
    private static List<MediaDescription> Directed(List<MediaDescription> media)
    {
        var sent = media.Exists(other => other is { Kind: "video", Direction: "sendonly" }) ? "sendonly" : "recvonly";
        return media.ConvertAll(one => one with { IsSent = one.Direction is null || one.Direction == sent || (one.Kind == "video" && one.Direction != "inactive") });
    }

    private static void Close(List<MediaDescription> media, MediaDescription? current)
    {
        if (current is not null && media.Count < MaxMedia)
        {
            media.Add(current);
        }
    }

    /// <summary><c>video 0 RTP/AVP 96 97</c></summary>
    private static MediaDescription? ReadMedia(ReadOnlySpan<char> value)
    {
        Span<Range> parts = stackalloc Range[5];
        var count = value.Split(parts, ' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (count < 4 || !TryNumber(value[parts[3]], out var type) || type > MaxPayloadType)
        {
            return null;
        }

        var (encoding, rate) = type switch
        {
            0 => ("PCMU", 8000),
            8 => ("PCMA", 8000),
            14 => ("MPA", 90000),
            26 => ("JPEG", 90000),
            _ => ("", 90000),
        };
        return new MediaDescription
        {
            Kind = value[parts[0]].ToString().ToLowerInvariant(),
            PayloadType = (byte)type,
            Encoding = encoding,
            ClockRate = rate,
        };
    }

    private static MediaDescription WithAttribute(MediaDescription media, ReadOnlySpan<char> key, ReadOnlySpan<char> value) =>
        key.ToString().ToLowerInvariant() switch
        {
            "control" => media with { Control = value.ToString() },
            "rtpmap" => WithEncoding(media, value),
            "fmtp" => WithParameters(media, value),
            "sendonly" or "recvonly" or "inactive" => media with { Direction = key.ToString().ToLowerInvariant() },
            "x-dimensions" => WithSize(media, value, ','),
            "framesize" when TryForType(media, value, out var size) => WithSize(media, size, '-'),
            "framerate" or "x-framerate" => media with { FrameRate = FrameRateOf(value) },
            _ => media,
        };

    /// <summary><c>97 MPEG4-GENERIC/16000/2</c></summary>
    private static MediaDescription WithEncoding(MediaDescription media, ReadOnlySpan<char> value)
    {
        if (!TryForType(media, value, out var rest))
        {
            return media;
        }

        var (encoding, rates) = Cut(rest, '/');
        var (rate, channels) = Cut(rates, '/');
        return media with
        {
            Encoding = encoding.Trim().ToString().ToUpperInvariant(),
            ClockRate = TryNumber(rate, out var ticks) && ticks > 0 ? ticks : media.ClockRate,
            Channels = TryNumber(channels, out var count) && count is > 0 and <= 16 ? count : 1,
        };
    }

    /// <summary><c>96 packetization-mode=1; profile-level-id=640028;sprop-parameter-sets=Z2QA…,aO…</c></summary>
    private static MediaDescription WithParameters(MediaDescription media, ReadOnlySpan<char> value)
    {
        if (!TryForType(media, value, out var rest))
        {
            return media;
        }

        var parameters = new Dictionary<string, string>(media.Parameters, StringComparer.OrdinalIgnoreCase);
        foreach (var range in rest.Split(';'))
        {
            var (name, content) = Cut(rest[range], '=');
            if (!name.IsWhiteSpace())
            {
                parameters[name.Trim().ToString()] = content.Trim().ToString();
            }
        }

        return media with { Parameters = parameters };
    }

    /// <summary><c>1920,1080</c>, or <c>1920-1080</c> behind the payload type.</summary>
    private static MediaDescription WithSize(MediaDescription media, ReadOnlySpan<char> value, char between)
    {
        var (width, height) = Cut(value, between);
        return TryNumber(width, out var columns) && TryNumber(height, out var rows) && columns is > 0 and <= 16384 && rows is > 0 and <= 16384
            ? media with { Width = columns, Height = rows }
            : media;
    }

    private static bool TryForType(MediaDescription media, ReadOnlySpan<char> value, out ReadOnlySpan<char> rest)
    {
        var (type, after) = Cut(value, ' ');
        rest = after.Trim();
        return TryNumber(type, out var number) && number == media.PayloadType;
    }

    private static double? FrameRateOf(ReadOnlySpan<char> value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate is > 0 and < 1000 ? rate : null;

    private static bool TryNumber(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static Parts Cut(ReadOnlySpan<char> text, char at)
    {
        var place = text.IndexOf(at);
        return place < 0 ? new Parts(text, []) : new Parts(text[..place], text[(place + 1)..]);
    }

    private readonly ref struct Parts(ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        private readonly ReadOnlySpan<char> _before = before;
        private readonly ReadOnlySpan<char> _after = after;

        public void Deconstruct(out ReadOnlySpan<char> before, out ReadOnlySpan<char> after)
        {
            before = _before;
            after = _after;
        }
    }
}
