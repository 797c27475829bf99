using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Vedette.Media.Rtsp;

/// <summary>An RTSP 1.0 request or response (RFC 2326 sections 6 and 7).</summary>
public sealed class RtspMessage
{
    private const string Version = "RTSP/1.0";

    private RtspMessage(string method, string uri, int status, string reason) =>
        (Method, Uri, Status, Reason) = (method, uri, status, reason);

    /// <summary>The method of a request; empty in a response.</summary>
    public string Method { get; }

    /// <summary>The request's URI as it stands on the line; empty in a response.</summary>
    public string Uri { get; }

    /// <summary>The status of a response, 100 to 999; 0 in a request.</summary>
    public int Status { get; }

    /// <summary>The reason phrase of a response; empty in a request.</summary>
    public string Reason { get; }

    /// <summary>Whether this asks rather than answers.</summary>
    public bool IsRequest => Status == 0;

    /// <summary>The header lines. Content-Length is written from <see cref="Body"/> and need not be added.</summary>
    public RtspHeaders Headers { get; } = [];

    /// <summary>The body, or empty.</summary>
    public ReadOnlyMemory<byte> Body { get; set; }

    /// <summary>The sequence number, or -1 when there is none or it is no number.</summary>
    public int CSeq => int.TryParse(Headers["CSeq"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    /// <summary>A request without header lines.</summary>
    public static RtspMessage Request(string method, string uri) => new(method, uri, 0, "");

    /// <summary>A response without header lines.</summary>
    /// <param name="status">100 to 999.</param>
    /// <param name="reason">The reason phrase.</param>
    public static RtspMessage Response(int status, string reason)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 100);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 999);
        return new RtspMessage("", "", status, reason);
    }

    /// <summary>The answer to <paramref name="request"/>, with its sequence number.</summary>
    public static RtspMessage Answer(RtspMessage request, int status, string reason)
    {
        var response = Response(status, reason);
        if (request.Headers["CSeq"] is { } number)
        {
            response.Headers.Add("CSeq", number);
        }

        return response;
    }

    /// <summary>Writes the message as it goes over the wire.</summary>
    public void WriteTo(IBufferWriter<byte> to)
    {
        var text = new StringBuilder(256);
        _ = IsRequest
            ? text.Append(Method).Append(' ').Append(Uri).Append(' ').Append(Version)
            : text.Append(Version).Append(' ').Append(Status).Append(' ').Append(Reason);
        _ = text.Append("\r\n");
        foreach (var (name, value) in Headers)
        {
            _ = text.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        if (!Body.IsEmpty && Headers["Content-Length"] is null)
        {
            _ = text.Append("Content-Length: ").Append(Body.Length).Append("\r\n");
        }

        _ = text.Append("\r\n");
        _ = Encoding.UTF8.GetBytes(text.ToString(), to);
        to.Write(Body.Span);
    }

    /// <summary>The message as it goes over the wire.</summary>
    public byte[] ToBytes()
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        WriteTo(bytes);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Writes an interleaved binary frame: <c>$</c>, channel, length in two bytes, payload (RFC 2326 section 10.12).</summary>
    /// <param name="channel">As negotiated in SETUP.</param>
    /// <param name="payload">At most 65 535 bytes.</param>
    /// <param name="to">Where to write.</param>
    public static void WriteFrame(byte channel, ReadOnlySpan<byte> payload, IBufferWriter<byte> to)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, ushort.MaxValue);
        var span = to.GetSpan(4 + payload.Length);
        span[0] = (byte)'$';
        span[1] = channel;
        BinaryPrimitives.WriteUInt16BigEndian(span[2..], (ushort)payload.Length);
        payload.CopyTo(span[4..]);
        to.Advance(4 + payload.Length);
    }
}
