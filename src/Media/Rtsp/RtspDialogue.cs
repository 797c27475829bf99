using System.Buffers;
using System.Globalization;
using System.Text;
using Vedette.Media.Hub;
using Vedette.Media.Sources;

namespace Vedette.Media.Rtsp;

/// <summary>Questions and answers on one connection: sequence numbers, credentials, the session's id.</summary>
/// <remarks>
/// Belongs here: everything sent and received before the camera plays, and the form of what is sent afterwards.
/// Does not: knowing what the answers mean for the session.
/// </remarks>
internal sealed class RtspDialogue(IRtspLink connection, SourceEndpoint endpoint, TimeProvider time) : IDisposable
{
    private const string Agent = "Vedette";
    private const int MaxEarlyBytes = 512 * 1024;
    private const int MaxUnansweredBytes = 8 << 20;     // seconds of a large picture that is sent before PLAY is answered
    private const int MaxAttempts = 3;

    private readonly RtspCredentials? _credentials =
        endpoint.Username is null ? null : new RtspCredentials(endpoint.Username, endpoint.Password ?? "");

    private byte[] _received = [];      // rented while questions are asked, else empty
    private ArrayBufferWriter<byte>? _early;
    private int _filled;
    private int _number;

    /// <summary>The connection.</summary>
    public IRtspLink Connection => connection;

    /// <summary>The camera's host and port, by which it is remembered.</summary>
    public string Camera => endpoint.Url.Authority;

    /// <summary>Whether there is a user name to prove.</summary>
    public bool HasCredentials => _credentials is not null;

    /// <summary>The session's id and timeout, as the first SETUP gave them; later ones are not believed.</summary>
    public SessionHeader? Session { get; private set; }

    /// <summary>Whether frames that come between the answers are kept: some cameras send media before they answer PLAY.</summary>
    public bool KeepsFrames { get; set; }

    /// <summary>Asks and waits for the answer, proving who asks where the camera wants to know.</summary>
    /// <exception cref="SourceException">No answer, the connection is gone, or the credentials are wrong.</exception>
    public async Task<RtspMessage> AskAsync(
        string method, string url, TimeSpan timeout, CancellationToken cancellation, params (string Name, string Value)[] headers)
    {
        for (var attempt = 1; ; attempt++)
        {
            var wasProven = _credentials is { IsInUse: true };
            var number = Send(method, url, headers);
            var answer = await ReadAnswerAsync(number, timeout, cancellation);
            Session ??= SessionHeader.Read(answer.Headers["Session"]);
            _credentials?.Renew(answer.Headers["Authentication-Info"]);
            if (answer.Status != 401)
            {
                return answer;
            }

            TakeUpChallenge(answer, wasRefused: wasProven && attempt > 1);
            if (attempt == MaxAttempts)
            {
                throw Refused();
            }
        }
    }

    /// <summary>Sends a request without waiting; gives its sequence number.</summary>
    public int Send(string method, string url, params ReadOnlySpan<(string Name, string Value)> headers)
    {
        var request = RtspMessage.Request(method, url);
        request.Headers.Add("CSeq", (++_number).ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("User-Agent", Agent);
        if (Session is not null && method is not ("OPTIONS" or "DESCRIBE"))
        {
            request.Headers.Add("Session", Session.Id);
        }

        if (_credentials?.Authorize(method, url) is { } proof)
        {
            request.Headers.Add("Authorization", proof);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        Say(request);
        return _number;
    }

    /// <summary>Sends a keep-alive request.</summary>
    public int SendKeepAlive(string method, string url) =>
        Session is { } session && method == "OPTIONS" ? Send(method, url, ("Session", session.Id)) : Send(method, url);

    /// <summary>Answers what a camera asks: that we are there, and that we do nothing else.</summary>
    public void Answer(RtspMessage request)
    {
        var answer = request.Method is "OPTIONS" or "GET_PARAMETER"
            ? RtspMessage.Answer(request, 200, "OK")
            : RtspMessage.Answer(request, 501, "Not Implemented");
        Say(answer);
    }

    /// <summary>Notes in words what happened beside the dialogue.</summary>
    public void Note(string words) => endpoint.Transcript?.Note(words);

    /// <summary>Notes what the camera said, for bug reports.</summary>
    public void Note(RtspMessage heard)
    {
        if (endpoint.Transcript is not null)
        {
            Note(isFromCamera: true, heard.ToBytes());
        }
    }

    /// <summary>Takes up a newer challenge: nonces grow old while playing.</summary>
    /// <exception cref="SourceException">The camera refuses the credentials.</exception>
    public void TakeUpChallenge(RtspMessage answer, bool wasRefused)
    {
        if (_credentials is null)
        {
            throw new SourceException(FeedBreakCause.WrongPassword, "The camera asks for a user name and a password.");
        }

        var challenge = _credentials.TakeUp(answer.Headers.All("WWW-Authenticate"))
            ?? throw new SourceException(FeedBreakCause.Refused, "The camera asks for a kind of sign-in that is not supported.");
        if (wasRefused && !challenge.IsStale)
        {
            throw Refused();
        }
    }

    /// <summary>Hands over what was received and belongs to the time of playing.</summary>
    public byte[] TakeReceived()
    {
        byte[] received = [.. _early is null ? [] : _early.WrittenSpan, .. _received.AsSpan(0, _filled)];
        _early = null;
        GiveBack();
        return received;
    }

    /// <summary>Takes back what was received while playing and is not complete, so that answers behind it can be found.</summary>
    public void ReturnReceived(ReadOnlySpan<byte> rest)
    {
        RentOnce();
        rest.CopyTo(_received);
        _filled = rest.Length;
    }

    /// <summary>Closes the connection, with a word of leave where a session was begun.</summary>
    public void Abandon(string url)
    {
        try
        {
            if (Session is not null)
            {
                _ = Send("TEARDOWN", url);
            }
        }
        catch (SourceException)
        {
            // The connection is gone already.
        }
        finally
        {
            Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        connection.Dispose();
        GiveBack();
    }

    private static SourceException Refused() => new(FeedBreakCause.WrongPassword, "The camera refuses the user name or the password.");

    private void Say(RtspMessage message)
    {
        var bytes = message.ToBytes();
        Note(isFromCamera: false, bytes);
        connection.Send(bytes);
    }

    private void Note(bool isFromCamera, byte[] bytes) =>
        endpoint.Transcript?.Add(isFromCamera, SecretText.Without(Encoding.UTF8.GetString(bytes), endpoint.Password));

    private void RentOnce()
    {
        if (_received.Length == 0)
        {
            _received = ArrayPool<byte>.Shared.Rent(RtspMessageReader.MaxItemBytes);
        }
    }

    private void GiveBack()
    {
        if (_received.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_received);
        }

        (_received, _filled) = ([], 0);
    }

    private async Task<RtspMessage> ReadAnswerAsync(int number, TimeSpan timeout, CancellationToken cancellation)
    {
        var pace = new WaitingPace(time, timeout);
        long total = 0;
        RentOnce();
        while (true)
        {
            if (TryReadAnswer(number) is { } answer)
            {
                return answer;
            }

            connection.Flush();
            var count = connection.Receive(_received.AsSpan(_filled));
            _filled += count;
            total += count;
            if (total > MaxUnansweredBytes)
            {
                throw SourceException.Malformed("The camera sends without end instead of answering.");
            }

            if (count == 0 && !await pace.WaitAsync(cancellation))
            {
                throw new SourceException(FeedBreakCause.Unreachable, "The camera takes the connection but does not answer.");
            }
        }
    }

    private RtspMessage? TryReadAnswer(int number)
    {
        var reader = new RtspMessageReader(_received.AsSpan(0, _filled));
        RtspMessage? answer = null;
        while (answer is null && reader.Read() is var kind && kind != RtspItemKind.Incomplete)
        {
            if (kind == RtspItemKind.Frame)
            {
                KeepEarly(reader.Channel, reader.Payload);
            }
            else
            {
                Note(reader.Message);
                answer = TakeMessage(reader.Message, number);
            }
        }

        _received.AsSpan(reader.Consumed, _filled - reader.Consumed).CopyTo(_received);
        _filled -= reader.Consumed;
        return answer;
    }

    private RtspMessage? TakeMessage(RtspMessage message, int number)
    {
        if (message.IsRequest)
        {
            Answer(message);
            return null;
        }

        return message.CSeq == number || message.CSeq < 0 ? message : null;
    }

    private void KeepEarly(byte channel, ReadOnlySpan<byte> payload)
    {
        if (KeepsFrames)
        {
            _early ??= new ArrayBufferWriter<byte>();
            if (_early.WrittenCount + payload.Length < MaxEarlyBytes)
            {
                RtspMessage.WriteFrame(channel, payload, _early);
            }
        }
    }
}
