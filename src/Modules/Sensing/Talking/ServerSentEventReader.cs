using System.Buffers;
using System.Globalization;
using System.Text;

namespace Vedette.Sensing.Talking;

/// <summary>Reads an event stream as it comes, in pieces of any size (WHATWG HTML, section 9.2.6).</summary>
/// <remarks>What a line and an event may have together is bounded; nothing else is kept.</remarks>
/// <param name="most">The most bytes of a line, and of an event's data.</param>
internal sealed class ServerSentEventReader(int most)
{
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly StringBuilder _text = new();
    private string _type = "";
    private bool _isAfterReturn;
    private bool _isFirstLine = true;

    /// <summary>What to send as Last-Event-ID when connecting again; empty where the server names none.</summary>
    public string LastId { get; private set; } = "";

    /// <summary>How long to wait before connecting again, if the server says.</summary>
    public TimeSpan? Retry { get; private set; }

    /// <summary>Takes the next piece; returns the events it completes.</summary>
    /// <exception cref="ThingException">A line or an event is too big.</exception>
    public IReadOnlyList<ServerSentEvent> Push(ReadOnlySpan<byte> piece)
    {
        List<ServerSentEvent>? events = null;
        if (_isAfterReturn && piece is [(byte)'\n', ..])
        {
            piece = piece[1..];
            _isAfterReturn = false;
        }

        while (piece.Length > 0)
        {
            _isAfterReturn = false;
            var end = piece.IndexOfAny((byte)'\r', (byte)'\n');
            Keep(end < 0 ? piece : piece[..end]);
            if (end < 0)
            {
                break;
            }

            if (EndLine() is { } whole)
            {
                (events ??= []).Add(whole);
            }

            var isPair = piece[end] == '\r' && end + 1 < piece.Length && piece[end + 1] == '\n';
            _isAfterReturn = piece[end] == '\r' && end + 1 == piece.Length;
            piece = piece[(end + (isPair ? 2 : 1))..];
        }

        return events ?? (IReadOnlyList<ServerSentEvent>)[];
    }

    /// <summary>Throws when a rule of the reader is broken.</summary>
    internal void CheckInvariants()
    {
        if (_line.WrittenCount > most || _text.Length > most || LastId.Length > most)
        {
            throw new InvalidOperationException("More is kept than is allowed.");
        }
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        if (_line.WrittenCount + part.Length > most)
        {
            throw new ThingException(ThingFailure.TooBig, $"The thing sends a line of more than {most} bytes.");
        }

        _line.Write(part);
    }

    private ServerSentEvent? EndLine()
    {
        var bytes = _line.WrittenSpan;
        if (_isFirstLine && bytes.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }

        _isFirstLine = false;
        var line = Encoding.UTF8.GetString(bytes);
        _line.ResetWrittenCount();
        if (line.Length == 0)
        {
            return Dispatch();
        }

        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var (field, value) = colon < 0 ? (line, "") : (line[..colon], line[(colon + 1)..]);
        Take(field, value.StartsWith(' ') ? value[1..] : value);
        return null;
    }

    private void Take(string field, string value)
    {
        switch (field)
        {
            case "event":
                _type = value;
                break;
            case "data":
                if (_text.Length + value.Length + 1 > most)
                {
                    throw new ThingException(ThingFailure.TooBig, $"The thing sends an event of more than {most} characters.");
                }

                _ = _text.Append(value).Append('\n');
                break;
            case "id" when !value.Contains('\0', StringComparison.Ordinal):
                LastId = value;
                break;
            case "retry" when value.Length is > 0 and < 10 && value.All(char.IsAsciiDigit):
                Retry = TimeSpan.FromMilliseconds(int.Parse(value, CultureInfo.InvariantCulture));
                break;
            default:
                // A comment, or a field of a later time.
                break;
        }
    }

    private ServerSentEvent? Dispatch()
    {
        var whole = _text.Length == 0 ? null : new ServerSentEvent(_type.Length == 0 ? "message" : _type, _text.ToString(0, _text.Length - 1));
        _type = "";
        _ = _text.Clear();
        return whole;
    }
}
