using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Media.Hls;
using Vedette.Media.Units;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Streams.Publishing;
using Vedette.Streams.Roster;
using Vedette.Streams.Viewing;
using Vedette.Streams.Viewing.Hls;

namespace Vedette.Streams.Features;

/// <summary>The live view as low-latency HLS, for players that take no WebSocket.</summary>
internal static class WatchHls
{
    private const string MediaType = "video/mp4";
    private const long UnknownBitRate = 4_000_000;

    // Players and proxies give up later.
    private static readonly TimeSpan FirstPart = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstSegment = TimeSpan.FromSeconds(5);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/cameras/{id}/hls/{stream}");
        Describe(group.MapGet("/index.m3u8", MultivariantAsync), VodPlaylist.MimeType, "GetLivePlaylists");
        Describe(group.MapGet("/media.m3u8", MediaAsync), VodPlaylist.MimeType, "GetLivePlaylist");
        Describe(group.MapGet("/init/{number:long}.mp4", Init), MediaType, "GetLiveInit");
        Describe(group.MapGet("/segment/{number:long}.m4s", SegmentAsync), MediaType, "GetLiveSegment");
        Describe(group.MapGet("/part/{number:long}.{part:int}.m4s", PartAsync), MediaType, "GetLivePart");
    }

    private static void Describe(RouteHandlerBuilder endpoint, string contentType, string name) =>
        endpoint.RequireRightOn<CameraPlaces>(Right.Live).AcceptTokenInQuery().Produces(StatusCodes.Status200OK, contentType: contentType).WithName(name);

    private static async Task<IResult> MultivariantAsync(
        CameraId id,
        string stream,
        Caller caller,
        HttpContext context,
        CameraRoster roster,
        CameraAccess access,
        HlsViews views,
        WatchLog log,
        TimeProvider time)
    {
        if (Open(id, stream, roster, views, out var refusal) is not { } window)
        {
            return refusal!;
        }

        log.Note(caller, id, "live pictures (HLS)");
        return await WhileAllowedAsync(context, access, id, cancellation => DescribeAsync(context, window, time, cancellation));
    }

    private static async Task<IResult> DescribeAsync(HttpContext context, HlsWindow window, TimeProvider time, CancellationToken cancellation)
    {
        if (!await WaitAsync(window, () => window.Format is not null, FirstPart, time, cancellation) || window.Format is not { } format)
        {
            return NoPicture();
        }

        return format.Video.Codec == Codec.Mjpeg
            ? Problem.Conflict("no-hls", "This camera sends single JPEG pictures, which HLS does not carry.")
            : Playlist(context, LivePlaylist.WriteMultivariant(format, UnknownBitRate, Query(context)));
    }

    private static async Task<IResult> MediaAsync(
        CameraId id,
        string stream,
        [FromQuery(Name = "_HLS_msn")] long? segment,
        [FromQuery(Name = "_HLS_part")] int? part,
        Caller caller,
        HttpContext context,
        CameraRoster roster,
        CameraAccess access,
        HlsViews views,
        WatchLog log,
        TimeProvider time)
    {
        if (part is not null && segment is null)
        {
            return Problem.Invalid("_HLS_part", "A part needs its segment.");
        }

        if (Open(id, stream, roster, views, out var refusal) is not { } window)
        {
            return refusal!;
        }

        log.Note(caller, id, "live pictures (HLS)");
        return await WhileAllowedAsync(context, access, id, cancellation => DescribeAsync(context, window, segment, part, time, cancellation));
    }

    private static async Task<IResult> DescribeAsync(
        HttpContext context, HlsWindow window, long? segment, int? part, TimeProvider time, CancellationToken cancellation)
    {
        if (!await WaitAsync(window, () => window.Describe() is not null, FirstPart, time, cancellation))
        {
            return NoPicture();
        }

        if (segment is { } wanted)
        {
            if (!window.IsNear(wanted))
            {
                return Problem.Invalid("_HLS_msn", "That segment is too far away.");
            }

            if (!await WaitAsync(window, () => window.Reaches(wanted, part), Patience(window), time, cancellation))
            {
                return NothingNew();
            }
        }
        else
        {
            // A player that knows no parts makes nothing of a playlist without a segment; one that does loses a moment, once.
            _ = await WaitAsync(window, () => window.HasSegment, FirstSegment, time, cancellation);
        }

        return window.Describe() is { } playlist ? Playlist(context, playlist.Write(Query(context))) : NoPicture();
    }

    private static IResult Init(CameraId id, string stream, long number, CameraRoster roster, HlsViews views) =>
        Open(id, stream, roster, views, out var refusal) is not { } window ? refusal!
        : window.InitSection(number) is { } section ? TypedResults.Bytes(section, MediaType)
        : Problem.NotFound("init section", number);

    private static Task<IResult> SegmentAsync(
        CameraId id, string stream, long number, HttpContext context, CameraRoster roster, CameraAccess access, HlsViews views, TimeProvider time) =>
        SendAsync(id, stream, number, part: null, context, roster, access, views, time);

    private static Task<IResult> PartAsync(
        CameraId id, string stream, long number, int part, HttpContext context, CameraRoster roster, CameraAccess access, HlsViews views, TimeProvider time) =>
        SendAsync(id, stream, number, part, context, roster, access, views, time);

    /// <summary>Sends what is asked for as soon as it is whole: a player asks for the next part before it is.</summary>
    private static async Task<IResult> SendAsync(
        CameraId id,
        string stream,
        long number,
        int? part,
        HttpContext context,
        CameraRoster roster,
        CameraAccess access,
        HlsViews views,
        TimeProvider time) =>
        Open(id, stream, roster, views, out var refusal) is { } window
            ? await WhileAllowedAsync(context, access, id, cancellation => SendAsync(window, number, part, context, time, cancellation))
            : refusal!;

    private static async Task<IResult> SendAsync(
        HlsWindow window, long number, int? part, HttpContext context, TimeProvider time, CancellationToken cancellation)
    {
        if (window.IsNear(number) && !await WaitAsync(window, () => window.Reaches(number, part), Patience(window), time, cancellation))
        {
            return NothingNew();
        }

        if (window.Take(number, part) is not { } fragments)
        {
            return Problem.NotFound("segment", part is null ? number : string.Create(CultureInfo.InvariantCulture, $"{number}.{part}"));
        }

        try
        {
            context.Response.ContentType = MediaType;
            context.Response.ContentLength = fragments.Sum(fragment => fragment.Length);
            foreach (var bytes in fragments.SelectMany(fragment => fragment.Parts))
            {
                await context.Response.Body.WriteAsync(bytes, cancellation);
            }
        }
        finally
        {
            fragments.ForEach(fragment => fragment.Release());
        }

        return Results.Empty;
    }

    /// <summary>A request that is held until there is something new does not outlive the right to see it.</summary>
    private static async Task<IResult> WhileAllowedAsync(
        HttpContext context, CameraAccess access, CameraId id, Func<CancellationToken, Task<IResult>> answerAsync)
    {
        using var lease = access.Open(context.User, id);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lease.Access.Ended);
        try
        {
            return await answerAsync(either.Token);
        }
        catch (OperationCanceledException) when (lease.Access.Why is not null && !context.Response.HasStarted)
        {
            return Problem.Refuse(StatusCodes.Status403Forbidden, "access-ended", "Your access to this camera has ended.");
        }
    }

    private static HlsWindow? Open(CameraId id, string stream, CameraRoster roster, HlsViews views, out IResult? refusal)
    {
        refusal = roster.Find(id) is null ? Problem.NotFound("camera", id) : StreamWishes.Parse(stream) is null ? StreamWishes.Refusal() : null;
        return refusal is null ? views.Open(id, StreamWishes.Parse(stream)!.Value, out refusal) : null;
    }

    private static async Task<bool> WaitAsync(HlsWindow window, Func<bool> holds, TimeSpan patience, TimeProvider time, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        while (true)
        {
            var changed = window.Changed();
            if (holds())
            {
                return true;
            }

            if (window.HasEnded)
            {
                return false;
            }

            try
            {
                await changed.WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return false;
            }
        }
    }

    /// <summary>The draft: a request that is held longer than three target durations has failed.</summary>
    private static TimeSpan Patience(HlsWindow window) => TimeSpan.FromSeconds(3 * window.Shape.TargetSeconds);

    private static ProblemHttpResult NoPicture() => Problem.Refuse(StatusCodes.Status404NotFound, "no-picture", "The camera shows no picture now.");

    private static ProblemHttpResult NothingNew() =>
        Problem.Refuse(StatusCodes.Status503ServiceUnavailable, "no-new-picture", "The camera has sent no new pictures for a while.");

    private static ContentHttpResult Playlist(HttpContext context, string text)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Text(text, VodPlaylist.MimeType, Encoding.UTF8);
    }

    /// <summary>A token in the query goes along to what the playlist names: players add none by themselves.</summary>
    private static string Query(HttpContext context) =>
        context.Request.Query["access_token"].ToString() is { Length: > 0 } token ? $"?access_token={Uri.EscapeDataString(token)}" : "";
}
