using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Streams.Domain;
using Vedette.Streams.Publishing;

namespace Vedette.Streams.Features;

/// <summary>All that is known of a camera's streams, for who has to make it work.</summary>
internal sealed record DiagnosticsView(
    CameraId Id,
    string Name,
    IReadOnlyList<DiagnosticsView.StreamFigures> Streams,
    IReadOnlyList<DiagnosticsView.Trouble> Errors,
    IReadOnlyList<Advice> Advice)
{
    internal sealed record StreamFigures
    {
        public required StreamChoice Choice { get; init; }

        public required FeedState State { get; init; }

        public DateTimeOffset? Since { get; init; }

        /// <summary>How media travels, in words; null before the first connection.</summary>
        public string? Transport { get; init; }

        /// <summary>Where the stream is; secrets in it are left out.</summary>
        public required string Url { get; init; }

        public string? Codec { get; init; }

        /// <summary>As browsers want it (RFC 6381).</summary>
        public string? CodecString { get; init; }

        public int? Width { get; init; }

        public int? Height { get; init; }

        public double? Fps { get; init; }

        public long? Bitrate { get; init; }

        public double? GopSeconds { get; init; }

        public bool? Interlaced { get; init; }

        public string? Audio { get; init; }

        public string? IgnoredAudio { get; init; }

        public long Packets { get; init; }

        public long Lost { get; init; }

        public double? LossPercent { get; init; }

        public double? JitterMs { get; init; }

        public long Reordered { get; init; }

        public long Malformed { get; init; }

        public long ClockJumps { get; init; }

        /// <summary>How much faster the camera's clock runs than ours, parts per million.</summary>
        public double? DriftPpm { get; init; }

        /// <summary>The camera's wall clock minus ours.</summary>
        public double? SenderOffsetSeconds { get; init; }

        public int Reconnects { get; init; }

        public long Bytes { get; init; }

        public int Viewers { get; init; }

        /// <summary>What the camera says about the stream, as it wrote it; secrets in it are left out.</summary>
        public string? Sdp { get; init; }
    }

    /// <summary>Something that went wrong.</summary>
    internal sealed record Trouble(DateTimeOffset At, StreamChoice Stream, FeedBreakCause Cause, string Message);
}
