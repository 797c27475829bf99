using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Streams.Capturing;
using Vedette.Streams.Publishing;
using Vedette.Streams.Roster;
using Vedette.Streams.Viewing;

namespace Vedette.Streams.Features;

/// <summary>Figures, troubles and advice of one camera, and what was said to it, for bug reports.</summary>
internal static class GetDiagnostics
{
    private const int MostErrors = 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        _ = routes.MapGet("/cameras/{id}/diagnostics", Get).RequireRightOn<CameraPlaces>(Right.Configure).WithName("GetDiagnostics");
        _ = routes.MapGet("/cameras/{id}/transcript.txt", GetTranscript)
            .RequireRightOn<CameraPlaces>(Right.Configure)
            .WithName("GetTranscript")
            .Produces<string>(StatusCodes.Status200OK, "text/plain")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Results<Ok<DiagnosticsView>, ProblemHttpResult> Get(
        CameraId id, CameraRoster roster, FeedDirectory feeds, LiveViews views, CameraEndpoint endpoints, TimeProvider time)
    {
        if (roster.Find(id) is not { Source: { } source } camera)
        {
            return Problem.NotFound("camera", id);
        }

        var redaction = endpoints.RedactionFor(source);
        var now = time.GetUtcNow();
        return TypedResults.Ok(new DiagnosticsView(
            id,
            camera.Name,
            [.. camera.Choices.Select(choice => FiguresOf(choice, camera.UrlOf(choice)!, feeds.Find(id, choice), views, redaction))],
            [.. camera.Choices
                .SelectMany(choice => TroublesOf(choice, feeds.Find(id, choice), now))
                .Select(trouble => trouble with { Message = redaction.Clean(trouble.Message) })
                .OrderByDescending(trouble => trouble.At)
                .Take(MostErrors)],
            feeds.AdviceFor(camera)));
    }

    private static Results<FileContentHttpResult, ProblemHttpResult> GetTranscript(
        CameraId id, CameraRoster roster, FeedDirectory feeds, CameraEndpoint endpoints, TimeProvider time)
    {
        if (roster.Find(id) is not { Source: { } source } camera)
        {
            return Problem.NotFound("camera", id);
        }

        var text = TranscriptText.Write(camera, [.. camera.Choices.Select(choice => feeds.Find(id, choice)).OfType<CameraFeed>()], endpoints.RedactionFor(source), time.GetUtcNow());
        return TypedResults.File(text, "text/plain; charset=utf-8", $"vedette-{id}.txt");
    }

    private static IEnumerable<DiagnosticsView.Trouble> TroublesOf(StreamChoice choice, CameraFeed? feed, DateTimeOffset now) =>
        feed?.Troubles.Of(now).Select(trouble => new DiagnosticsView.Trouble(trouble.At, choice, trouble.Cause, trouble.Message)) ?? [];

    private static DiagnosticsView.StreamFigures FiguresOf(StreamChoice choice, Uri url, CameraFeed? feed, LiveViews views, Redaction redaction)
    {
        var address = redaction.Clean(url.OriginalString);
        if (feed is null)
        {
            return new DiagnosticsView.StreamFigures { Choice = choice, State = FeedState.Off, Url = address };
        }

        var (facts, figures, totals, session, format) = (feed.Facts, feed.Figures, feed.Totals, feed.Session, feed.Hub.Format);
        return new DiagnosticsView.StreamFigures
        {
            Choice = choice,
            State = feed.Standing.State,
            Since = feed.Standing.Since,
            Transport = session?.Transport,
            Url = address,
            Codec = format is null ? null : CameraView.NameOf(format.Video.Codec),
            CodecString = format?.Video.CodecString,
            Width = format?.Video.Width,
            Height = format?.Video.Height,
            Fps = figures.FrameRate,
            Bitrate = figures.BitRate,
            GopSeconds = figures.GopSeconds,
            Interlaced = format is null ? null : facts.IsInterlaced,
            Audio = format?.Audio is { } audio ? CameraView.NameOf(audio.Codec) : null,
            IgnoredAudio = session?.IgnoredAudio,
            Packets = totals.Packets,
            Lost = totals.Lost,
            LossPercent = facts.Loss is { } loss ? Math.Round(loss * 100, 2) : null,
            JitterMs = facts.JitterMilliseconds is { } jitter ? Math.Round(jitter, 1) : null,
            Reordered = totals.Reordered,
            Malformed = totals.Malformed,
            ClockJumps = totals.ClockJumps,
            DriftPpm = facts.DriftPpm is { } drift ? Math.Round(drift, 1) : null,
            SenderOffsetSeconds = facts.SenderOffsetSeconds is { } offset ? Math.Round(offset, 2) : null,
            Reconnects = feed.Reconnects,
            Bytes = totals.Bytes,
            Viewers = views.ViewersOf(feed),
            Sdp = session?.Description is { } description ? redaction.Clean(description) : null,
        };
    }
}
