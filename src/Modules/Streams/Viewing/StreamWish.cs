using Microsoft.AspNetCore.Http.HttpResults;
using Vedette.Contracts.Inventory;
using Vedette.Contracts.Streams;
using Vedette.Foundation;
using Vedette.Platform.Web;
using Vedette.Streams.Publishing;

namespace Vedette.Streams.Viewing;

/// <summary>Which of a camera's streams somebody asks to see.</summary>
internal enum StreamWish
{
    /// <summary>The large one.</summary>
    Main,

    /// <summary>The small one.</summary>
    Sub,

    /// <summary>The one whose role it is to be shown among others.</summary>
    Grid,
}

/// <summary>Finds the feed that is wished for.</summary>
internal static class StreamWishes
{
    /// <summary>Null when the camera is off.</summary>
    public static FeedUse? Use(this FeedDirectory feeds, CameraId camera, StreamWish wish) => wish switch
    {
        StreamWish.Main => feeds.Use(camera, StreamChoice.Main),
        StreamWish.Sub => feeds.Use(camera, StreamChoice.Sub),
        StreamWish.Grid => feeds.Use(camera, StreamRole.Grid),
    };

    /// <summary>Reads it as it stands in addresses; the large one when nothing is said, null for anything else.</summary>
    public static StreamWish? Parse(string? name) => name switch
    {
        null or "main" => StreamWish.Main,
        "sub" => StreamWish.Sub,
        "grid" => StreamWish.Grid,
        _ => null,
    };

    public static ProblemHttpResult Refusal() => Problem.Invalid("stream", "The stream is main, sub or grid.");
}
