using System.Collections.Frozen;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;
using Vedette.Simulator.Streaming;

namespace Vedette.Simulator.Serving;

/// <summary>One client: answers its requests (RFC 2326; packets interleaved or as datagrams) until it leaves or the camera closes it.</summary>
internal sealed class RtspConnection
{
    private const string Methods = "OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, TEARDOWN, GET_PARAMETER, SET_PARAMETER";
    private const string ControlPrefix = "trackID=";

    private readonly Socket _socket;
    private readonly Func<string, SimulatedCamera?> _find;
    private readonly Gatekeeper _gatekeeper;
    private readonly string _session = RandomNumberGenerator.GetHexString(16, lowercase: true);
    private readonly Dictionary<int, RtpStream> _streams = [];
    private SimulatedCamera? _camera;
    private Datagrams? _datagrams;

    public RtspConnection(Socket socket, Func<string, SimulatedCamera?> find, Gatekeeper gatekeeper)
    {
        (_socket, _find, _gatekeeper) = (socket, find, gatekeeper);
        _socket.Blocking = false;
        _socket.NoDelay = true;
        Outgoing = new Outgoing(socket);
    }

    /// <summary>What goes to the client.</summary>
    public Outgoing Outgoing { get; }

    /// <summary>Serves the client until the connection ends.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            await ServeAsync(ct);
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client left, or the camera was told to close it: the ordinary end of a connection.
        }
        catch (SourceException)
        {
            Answer(RtspMessage.Response(400, "Bad Request"));
        }
        finally
        {
            _camera?.Forget(this);
            _datagrams?.Dispose();
            Outgoing.Close();
        }
    }

    private async Task ServeAsync(CancellationToken ct)
    {
        var buffer = new byte[RtspMessageReader.MaxItemBytes];
        var filled = 0;
        while (true)
        {
            var received = await _socket.ReceiveAsync(buffer.AsMemory(filled), ct);
            if (received == 0)
            {
                return;
            }

            filled += received;
            var consumed = Take(buffer.AsSpan(0, filled));
            buffer.AsSpan(consumed, filled - consumed).CopyTo(buffer);
            filled -= consumed;
        }
    }

    /// <summary>Answers the requests; interleaved frames are the client's RTCP, which a camera does not read either.</summary>
    private int Take(ReadOnlySpan<byte> bytes)
    {
        var reader = new RtspMessageReader(bytes);
        for (var kind = reader.Read(); kind != RtspItemKind.Incomplete; kind = reader.Read())
        {
            if (kind == RtspItemKind.Message && reader.Message.IsRequest)
            {
                Handle(reader.Message);
            }
        }

        return reader.Consumed;
    }

    private void Handle(RtspMessage request)
    {
        var path = PathOf(request.Uri);
        var camera = _find(path.Split('/', 2)[0]);
        if (camera is not null && _camera != camera)
        {
            _camera?.Forget(this);
            _camera = camera;
            camera.Remember(this);
        }

        var behaviour = camera?.Behaviour ?? Behaviour.Normal;
        switch (behaviour.Kind)
        {
            case BehaviourKind.Drop or BehaviourKind.Refuse:
                Outgoing.Close();
                return;
            case BehaviourKind.Unavailable:
                Answer(RtspMessage.Answer(request, 503, "Service Unavailable"));
                return;
            case BehaviourKind.NotFound:
                Answer(RtspMessage.Answer(request, 404, "Stream Not Found"));
                return;
        }

        if (request.Method == "OPTIONS")
        {
            Answer(Ok(request, ("Public", Methods)));
        }
        else if (behaviour.Kind == BehaviourKind.WrongPassword || !_gatekeeper.Admits(request))
        {
            var refusal = RtspMessage.Answer(request, 401, "Unauthorized");
            refusal.Headers.Add("WWW-Authenticate", _gatekeeper.Challenge);
            Answer(refusal);
        }
        else if (camera is null)
        {
            Answer(RtspMessage.Answer(request, 404, "Stream Not Found"));
        }
        else
        {
            Serve(request, camera, path);
        }
    }

    private void Serve(RtspMessage request, SimulatedCamera camera, string path)
    {
        switch (request.Method)
        {
            case "DESCRIBE":
                var description = Ok(request, ("Content-Type", "application/sdp"), ("Content-Base", request.Uri.TrimEnd('/') + "/"));
                description.Body = Encoding.UTF8.GetBytes(camera.Describe());
                Answer(description);
                break;
            case "SETUP":
                Answer(SetUp(request, camera, path));
                break;
            case "PLAY" when _streams.Count == 0:
                Answer(RtspMessage.Answer(request, 455, "Method Not Valid in This State"));
                break;
            case "PLAY":
                Answer(Ok(request, ("Session", _session), ("Range", "npt=now-")));
                camera.Show(this, new Viewer(_datagrams is null ? Outgoing : _datagrams, _streams.ToFrozenDictionary()));
                break;
            case "PAUSE":
                camera.Hide(this);
                Answer(Ok(request, ("Session", _session)));
                break;
            case "TEARDOWN":
                camera.Hide(this);
                Answer(Ok(request, ("Session", _session)));
                Outgoing.Close();
                break;
            case "GET_PARAMETER" or "SET_PARAMETER":
                Answer(Ok(request, ("Session", _session)));
                break;
            default:
                Answer(RtspMessage.Answer(request, 501, "Not Implemented"));
                break;
        }
    }

    private RtspMessage SetUp(RtspMessage request, SimulatedCamera camera, string path)
    {
        var control = path.LastIndexOf(ControlPrefix, StringComparison.Ordinal);
        if (control < 0
            || !int.TryParse(path.AsSpan(control + ControlPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || camera.TrackAt(index) is not { } track)
        {
            return RtspMessage.Answer(request, 404, "Stream Not Found");
        }

        if (TransportOffer.Read(request.Headers["Transport"]).FirstOrDefault(offer => _streams.Count == 0 || offer.IsInterleaved == _datagrams is null) is not { } offer)
        {
            return RtspMessage.Answer(request, 461, "Unsupported Transport");
        }

        var channel = offer.Channel ?? (byte)(index * 2);
        var stream = new RtpStream(track, channel);
        _streams[index] = stream;
        return Ok(request, ("Session", _session + ";timeout=60"), ("Transport", $"{Answer(offer, channel)};ssrc={stream.Source:X8}"));
    }

    private string Answer(TransportOffer offer, byte channel)
    {
        if (offer.IsInterleaved)
        {
            return string.Create(CultureInfo.InvariantCulture, $"RTP/AVP/TCP;unicast;interleaved={channel}-{channel + 1}");
        }

        _datagrams ??= new Datagrams();
        _datagrams.Route(channel, offer.Port, offer.ReportPort);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"RTP/AVP;unicast;client_port={offer.Port}-{offer.ReportPort};server_port={_datagrams.Port}-{_datagrams.ReportPort}");
    }

    private static string PathOf(string uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var absolute) ? absolute.AbsolutePath.Trim('/') : "";

    private static RtspMessage Ok(RtspMessage request, params ReadOnlySpan<(string Name, string Value)> headers)
    {
        var answer = RtspMessage.Answer(request, 200, "OK");
        foreach (var (name, value) in headers)
        {
            answer.Headers.Add(name, value);
        }

        return answer;
    }

    private void Answer(RtspMessage answer) => Outgoing.Send(answer.ToBytes());
}
