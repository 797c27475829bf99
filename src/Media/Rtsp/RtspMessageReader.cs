using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Vedette.Media.Sources;

namespace Vedette.Media.Rtsp;

/// <summary>
/// Takes messages and interleaved frames, as they come, out of the bytes received on a connection. Frames cost no
/// allocation. What is not <see cref="Consumed"/> is to be offered again with more bytes behind it.
/// </summary>
/// <remarks>
/// Belongs here: finding where an item ends, and being patient with cameras: line breaks before a frame, bare line feeds,
/// blanks around header lines.
/// Does not: knowing what a message means.
/// </remarks>
/// <param name="bytes">What was received and not yet consumed.</param>
public ref struct RtspMessageReader(ReadOnlySpan<byte> bytes)
{
    /// <summary>Most bytes of start line and header lines together.</summary>
    public const int MaxHeaderBytes = 16 * 1024;

    /// <summary>Most bytes of a message's body.</summary>
    public const int MaxBodyBytes = 128 * 1024;

    /// <summary>A buffer of this size always holds the next item whole.</summary>
    public const int MaxItemBytes = MaxHeaderBytes + MaxBodyBytes;

    private const int MaxHeaderLines = 128;
    private const int FrameHeaderBytes = 4;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>How many bytes the items read so far took.</summary>
    public int Consumed { get; private set; }

    /// <summary>The message, after <see cref="RtspItemKind.Message"/>.</summary>
    public RtspMessage Message { get; private set; } = null!;

    /// <summary>The channel, after <see cref="RtspItemKind.Frame"/>.</summary>
    public byte Channel { get; private set; }

    /// <summary>The payload, after <see cref="RtspItemKind.Frame"/>: a view into the bytes given.</summary>
    public ReadOnlySpan<byte> Payload { get; private set; }

    /// <summary>Reads the next item.</summary>
    /// <exception cref="SourceException">The bytes are no RTSP, or an item is larger than the limits.</exception>
    public RtspItemKind Read()
    {
        var rest = _bytes[Consumed..];
        var start = rest.IndexOfAnyExcept((byte)'\r', (byte)'\n');
        if (start < 0)
        {
            Consumed = _bytes.Length;
            return RtspItemKind.Incomplete;
        }

        Consumed += start;
        rest = rest[start..];
        return rest[0] == '$' ? ReadFrame(rest) : ReadMessage(rest);
    }

    private RtspItemKind ReadFrame(ReadOnlySpan<byte> rest)
    {
        if (rest.Length < FrameHeaderBytes)
        {
            return RtspItemKind.Incomplete;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
        if (rest.Length < FrameHeaderBytes + length)
        {
            return RtspItemKind.Incomplete;
        }

        Channel = rest[1];
        Payload = rest.Slice(FrameHeaderBytes, length);
        Consumed += FrameHeaderBytes + length;
        return RtspItemKind.Frame;
    }

    private RtspItemKind ReadMessage(ReadOnlySpan<byte> rest)
    {
        // Told early, so that a peer that talks something else is not listened to for 16 KiB.
        if (!char.IsAsciiLetterUpper((char)rest[0]))
        {
            throw SourceException.Malformed("The camera sent something that is not RTSP.");
        }

        var head = rest[..Math.Min(rest.Length, MaxHeaderBytes)];
        var length = HeaderLength(head);
        if (length < 0)
        {
            return rest.Length < MaxHeaderBytes
                ? RtspItemKind.Incomplete
                : throw SourceException.Malformed("The camera sent a message with endless header lines.");
        }

        var message = ParseHead(head[..length]);
        var body = BodyLength(message);
        if (rest.Length < length + body)
        {
            return RtspItemKind.Incomplete;
        }

        message.Body = rest.Slice(length, body).ToArray();
        Message = message;
        Consumed += length + body;
        return RtspItemKind.Message;
    }

    /// <summary>Length up to and with the empty line, or -1.</summary>
    private static int HeaderLength(ReadOnlySpan<byte> head)
    {
        for (var at = 0; at < head.Length;)
        {
            var feed = head[at..].IndexOf((byte)'\n');
            if (feed < 0)
            {
                return -1;
            }

            if (head.Slice(at, feed).TrimEnd((byte)'\r').IsEmpty)
            {
                return at + feed + 1;
            }

            at += feed + 1;
        }

        return -1;
    }

    private static RtspMessage ParseHead(ReadOnlySpan<byte> head)
    {
        RtspMessage? message = null;
        foreach (var line in Encoding.UTF8.GetString(head).AsSpan().EnumerateLines())
        {
            if (message is null)
            {
                message = ParseStart(line);
            }
            else if (!line.IsWhiteSpace())
            {
                AddHeader(message.Headers, line);
            }
        }

        return message!;
    }

    private static RtspMessage ParseStart(ReadOnlySpan<char> line)
    {
        Span<Range> parts = stackalloc Range[3];
        var count = line.Split(parts, ' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (count >= 2 && line.StartsWith("RTSP/", StringComparison.Ordinal))
        {
            return int.TryParse(line[parts[1]], NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 100 and <= 999
                ? RtspMessage.Response(status, count == 3 ? line[parts[2]].ToString() : "")
                : throw SourceException.Malformed("The camera answered with a status that is no number.");
        }

        return count == 3 && line[parts[2]].StartsWith("RTSP/", StringComparison.Ordinal)
            ? RtspMessage.Request(line[parts[0]].ToString(), line[parts[1]].ToString())
            : throw SourceException.Malformed("The camera sent something that is not RTSP.");
    }

    private static void AddHeader(RtspHeaders headers, ReadOnlySpan<char> line)
    {
        var colon = line.IndexOf(':');
        if (colon <= 0)
        {
            return; // not a header line: cameras print debug output and wrap lines; nothing we need is in there
        }

        if (headers.Count == MaxHeaderLines)
        {
            throw SourceException.Malformed("The camera sent a message with endless header lines.");
        }

        headers.Add(line[..colon].Trim().ToString(), line[(colon + 1)..].Trim().ToString());
    }

    private static int BodyLength(RtspMessage message)
    {
        if (message.Headers["Content-Length"] is not { Length: > 0 } text)
        {
            return 0;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= MaxBodyBytes
            ? length
            : throw SourceException.Malformed("The camera announced a message too large to be one.");
    }
}
