using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Vedette.Foundation;
using Vedette.Media.Rtsp;
using Vedette.Media.Units;
using Vedette.Streams.Publishing;
using Vedette.Streams.Roster;

namespace Vedette.Streams.Restreaming;

/// <summary>What one client asks and is answered (RFC 2326), from the first OPTIONS to TEARDOWN. One request at a time.</summary>
/// <remarks>
/// A connection is one client, who proves once who it is: from then on the connection is theirs. It plays one stream.
/// </remarks>
internal sealed class RestreamDialogue(RestreamDesk desk, IPAddress address, InterleavedOutgoing outgoing, TimeProvider time) : IDisposable
{
    private const string Methods = "OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER, SET_PARAMETER";

    // The first request comes without proof, a client with a wrong password tries a time or two more.
    private const int MostRefusals = 5;

    private readonly string _nonce = RandomNumberGenerator.GetHexString(32, lowercase: true);
    private readonly string _id = RandomNumberGenerator.GetHexString(16, lowercase: true);
    private Admission? _admission;
    private KnownCamera? _camera;
    private FeedUse? _use;
    private StreamFormat? _format;
    private RestreamTrack?[] _tracks = [];
    private DatagramOutgoing? _datagrams;
    private CameraLease? _lease;
    private int _refusals;

    /// <summary>Whether the client has proved who it is.</summary>
    public bool IsAdmitted => _admission is not null;

    /// <summary>The key it proved that with; null before, and with an access token.</summary>
    public Guid? Key => _admission?.Key;

    /// <summary>What plays; null before PLAY.</summary>
    public RestreamSession? Session { get; private set; }

    /// <summary>Whether the connection ends with the answer just given.</summary>
    public bool IsOver { get; private set; }

    public async Task<RtspMessage> AnswerAsync(RtspMessage request, CancellationToken cancellation)
    {
        Session?.NoteLife();
        if (request.Method == "OPTIONS")
        {
            return Ok(request, ("Public", Methods));
        }

        var path = StreamPath.Read(request.Uri);
        if (_admission is null && await AdmitAsync(request, path, cancellation) is { } refusal)
        {
            return refusal;
        }

        if (request.Headers["Session"] is { } session && session.Split(';')[0].Trim() != _id)
        {
            return Refuse(request, 454, "Session Not Found");
        }

        return request.Method switch
        {
            "DESCRIBE" => await DescribeAsync(request, path, cancellation),
            "SETUP" => await SetUpAsync(request, path, cancellation),
            "PLAY" => Play(request),
            "PAUSE" => NotLive(request),
            "TEARDOWN" => TearDown(request),
            "GET_PARAMETER" or "SET_PARAMETER" => Ok(request, ("Session", _id)),
            _ => Refuse(request, 501, "Not Implemented"),
        };
    }

    /// <summary>The client is gone.</summary>
    public void Dispose()
    {
        foreach (var reports in Session is null ? [] : _datagrams?.Reports ?? [])
        {
            desk.Ports.Forget(reports, Session!);
        }

        _lease?.Dispose();
        Session?.Stop();
        _use?.Dispose();
    }

    /// <summary>Null when the client is in.</summary>
    private async Task<RtspMessage?> AdmitAsync(RtspMessage request, StreamPath? path, CancellationToken cancellation)
    {
        try
        {
            _admission = await desk.Door.AdmitAsync(request, path?.Token, _nonce, address, cancellation);
        }
        catch (TooManyTriesException wait)
        {
            IsOver = true;
            var later = Refuse(request, 503, "Service Unavailable");
            later.Headers.Add("Retry-After", ((int)Math.Ceiling(wait.Wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture));
            return later;
        }
        catch (FaultException)
        {
            return Refuse(request, 503, "Service Unavailable");
        }

        if (_admission is not null)
        {
            return null;
        }

        IsOver = ++_refusals >= MostRefusals;
        var refusal = Refuse(request, 401, "Unauthorized");
        foreach (var challenge in RtspAuthorization.Challenges(Doorkeeper.Realm, _nonce))
        {
            refusal.Headers.Add("WWW-Authenticate", challenge);
        }

        return refusal;
    }

    private async Task<RtspMessage> DescribeAsync(RtspMessage request, StreamPath? path, CancellationToken cancellation)
    {
        if (await OpenAsync(request, path, cancellation) is { } refusal)
        {
            return refusal;
        }

        var answer = Ok(request, ("Content-Type", "application/sdp"), ("Content-Base", path!.Root), ("Cache-Control", "no-store"));
        answer.Body = Encoding.UTF8.GetBytes(SdpWriter.Write(_camera!.Name, _format!, time.GetUtcNow().ToUnixTimeSeconds()));
        return answer;
    }

    /// <summary>Takes the stream up that is asked for; null when it is there.</summary>
    private async Task<RtspMessage?> OpenAsync(RtspMessage request, StreamPath? path, CancellationToken cancellation)
    {
        if (path is null || desk.Catalogue.Find(path.Camera, MayWatch) is not { } camera)
        {
            return Refuse(request, 404, "Not Found");
        }

        if (_camera is not null && _use is not null && _camera.Id == camera.Id && (_use.Wanted.Choice == path.Choice || camera.Source?.SubUrl is null))
        {
            return null;
        }

        if (_tracks.Length > 0)
        {
            return Refuse(request, 455, "Method Not Valid in This State");
        }

        _use?.Dispose();
        (_use, _format) = (desk.Catalogue.Use(camera.Id, path.Choice), null);
        if (_use is null || await desk.Catalogue.FormatOfAsync(_use.Feed, cancellation) is not { } format)
        {
            // Switched off, or never seen yet.
            return Refuse(request, 503, "Service Unavailable");
        }

        (_camera, _format) = (camera, format);
        return null;
    }

    private bool MayWatch(CameraId camera) => _admission!.Names(camera) && desk.Access.MayWatch(_admission.Caller, camera);

    private async Task<RtspMessage> SetUpAsync(RtspMessage request, StreamPath? path, CancellationToken cancellation)
    {
        if (Session is not null)
        {
            return Refuse(request, 455, "Method Not Valid in This State");
        }

        if (await OpenAsync(request, path, cancellation) is { } refusal)
        {
            return refusal;
        }

        // A client that asks for the whole of a stream of one track means that track.
        var index = path!.Track ?? (_format!.Tracks.Count == 1 ? 0 : -1);
        if (index < 0 || index >= _format!.Tracks.Count)
        {
            return Refuse(request, 404, "Not Found");
        }

        _tracks = _tracks.Length == 0 ? new RestreamTrack?[_format.Tracks.Count] : _tracks;
        var isFirst = Array.TrueForAll(_tracks, track => track is null);
        var offer = TransportOffer.Read(request.Headers["Transport"]).FirstOrDefault(offer => isFirst || offer.IsInterleaved == _datagrams is null);
        return offer is null ? Refuse(request, 461, "Unsupported Transport") : SetUp(request, index, offer);
    }

    private RtspMessage SetUp(RtspMessage request, int index, TransportOffer offer)
    {
        var channel = offer.Channel ?? (byte)(index * 2);
        if (RestreamTrack.Of(_format!.Tracks[index], index, channel) is not { } track)
        {
            return Refuse(request, 415, "Unsupported Media Type");
        }

        _tracks[index] = track;
        if (!offer.IsInterleaved)
        {
            _datagrams ??= new DatagramOutgoing(desk.Ports, time);
            _datagrams.Route(channel, address, offer.Port, offer.ReportPort);
        }

        var transport = offer.IsInterleaved
            ? string.Create(CultureInfo.InvariantCulture, $"RTP/AVP/TCP;unicast;interleaved={channel}-{channel + 1};ssrc={track.Source:X8}")
            : string.Create(CultureInfo.InvariantCulture, $"RTP/AVP;unicast;client_port={offer.Port}-{offer.ReportPort};server_port={desk.Ports.Port}-{desk.Ports.Port + 1};ssrc={track.Source:X8}");
        return Ok(
            request,
            ("Session", string.Create(CultureInfo.InvariantCulture, $"{_id};timeout={RestreamSession.LifePatience.TotalSeconds:0}")),
            ("Transport", transport),
            ("Cache-Control", "no-store"));
    }

    private RtspMessage Play(RtspMessage request)
    {
        if (_use is null || _tracks.Length == 0 || Array.TrueForAll(_tracks, track => track is null))
        {
            return Refuse(request, 455, "Method Not Valid in This State");
        }

        if (Session is null)
        {
            _lease = desk.Access.Open(_admission!.Caller, _camera!.Id);
            desk.Log.Note(_admission.Caller, _camera.Id, _admission.Key is null ? "RTSP" : $"RTSP with the key {_admission.Key}");

            // The cursor keeps the stream connected from now on.
            Session = new RestreamSession(_use.Feed.Hub.OpenCursor(_use), _tracks, outgoing, _datagrams, time);
            _use = null;
            _ = _lease.Access.Ended.UnsafeRegister(static session => ((RestreamSession)session!).End(), Session);
            foreach (var reports in _datagrams?.Reports ?? [])
            {
                desk.Ports.Expect(reports, Session);
            }
        }

        return Ok(request, ("Session", _id), ("Range", "npt=now-"));
    }

    /// <summary>Live pictures do not wait: a client that pauses shows what it has, and plays on from now.</summary>
    private static RtspMessage NotLive(RtspMessage request)
    {
        var answer = Refuse(request, 405, "Method Not Allowed");
        answer.Headers.Add("Allow", Methods);
        return answer;
    }

    private RtspMessage TearDown(RtspMessage request)
    {
        IsOver = true;
        Session?.Stop();
        return Ok(request, ("Session", _id));
    }

    private static RtspMessage Ok(RtspMessage request, params ReadOnlySpan<(string Name, string Value)> headers)
    {
        var answer = RtspMessage.Answer(request, 200, "OK");
        foreach (var (name, value) in headers)
        {
            answer.Headers.Add(name, value);
        }

        return answer;
    }

    private static RtspMessage Refuse(RtspMessage request, int status, string reason) => RtspMessage.Answer(request, status, reason);
}
