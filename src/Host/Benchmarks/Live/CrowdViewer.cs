using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Vedette.Host.Benchmarks.Live;

/// <summary>One viewer: connects and asks, waiting; from then on it only takes what is there.</summary>
internal abstract class CrowdViewer(Uri url, CrowdTally tally) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly byte[] _answer = new byte[16 * 1024];
    private int _filled;
    private long _opened;
    private bool _hasPicture;

    public Socket Socket { get; } = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    protected Uri Url => url;

    protected CrowdTally Tally => tally;

    public static CrowdViewer Create(CrowdOrder order, CrowdTally tally) => order.Protocol switch
    {
        CrowdProtocol.WebSocket => new SocketViewer(order.Url, tally),
        CrowdProtocol.Rtsp => new RtspViewer(order.Url, tally),
        CrowdProtocol.File => new FileViewer(order.Url, tally),
    };

    public void Open()
    {
        _opened = Stopwatch.GetTimestamp();
        Socket.NoDelay = true;
        Socket.ReceiveTimeout = (int)Patience.TotalMilliseconds;
        Socket.Connect(url.Host, url.Port);
        Ask();
        Socket.Blocking = false;
        Take(_answer.AsSpan(0, _filled));
    }

    /// <summary>Takes what was received.</summary>
    public abstract void Take(ReadOnlySpan<byte> bytes);

    public void Dispose() => Socket.Dispose();

    /// <summary>Asks for the stream; what comes after the last answer is taken as received.</summary>
    protected abstract void Ask();

    /// <summary>Sends a request and reads its answer: head and body.</summary>
    protected (string Head, string Body) Request(string request)
    {
        _ = Socket.Send(Encoding.ASCII.GetBytes(request));
        while (true)
        {
            var bytes = _answer.AsSpan(0, _filled);
            if (bytes.IndexOf("\r\n\r\n"u8) is >= 0 and var end && LengthOf(bytes[..end]) is var length && _filled >= end + 4 + length)
            {
                var answer = (Encoding.UTF8.GetString(bytes[..end]), Encoding.UTF8.GetString(bytes.Slice(end + 4, length)));
                bytes[(end + 4 + length)..].CopyTo(_answer);
                _filled -= end + 4 + length;
                return answer;
            }

            _filled += Socket.Receive(_answer.AsSpan(_filled)) is > 0 and var received ? received : throw new SocketException((int)SocketError.ConnectionReset);
        }
    }

    protected void NoteFirst()
    {
        if (!_hasPicture)
        {
            _hasPicture = true;
            tally.NoteFirst(Stopwatch.GetElapsedTime(_opened));
        }
    }

    protected InvalidOperationException Refused(string head) => new($"{url.Scheme}://{url.Authority}{url.AbsolutePath} answered: {head.Split('\r')[0]}");

    private int LengthOf(ReadOnlySpan<byte> head)
    {
        // The body of a file is the stream itself.
        var text = this is FileViewer ? "" : Encoding.ASCII.GetString(head);
        var at = text.IndexOf("Content-Length:", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : int.Parse(text.AsSpan(at + 15, (text + "\r").IndexOf('\r', at) - at - 15), System.Globalization.CultureInfo.InvariantCulture);
    }
}
