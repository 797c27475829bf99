using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Recording.Coverage;

namespace Vedette.Recording.Features;

/// <summary>What became of a camera's day. Seconds = recorded + the gaps + outside.</summary>
internal sealed record CoverageDayView
{
    public required DateOnly Day { get; init; }

    /// <summary>Length of the day, up to now; 82 800 or 90 000 when clocks are changed.</summary>
    public required double Seconds { get; init; }

    /// <summary>How much of it footage was owed of: not what was switched off, nor what lies outside.</summary>
    public required double WantedSeconds { get; init; }

    public required double RecordedSeconds { get; init; }

    /// <summary>Before the camera was added, or after it was removed.</summary>
    public required double OutsideSeconds { get; init; }

    /// <summary>Recorded by wanted, 0 to 1; null when nothing was wanted.</summary>
    public double? Ratio { get; init; }

    public required IReadOnlyList<CoverageGapView> Gaps { get; init; }

    public static CoverageDayView Of(CoverageDay day) => new()
    {
        Day = day.Date,
        Seconds = day.Length.TotalSeconds,
        WantedSeconds = day.Wanted.TotalSeconds,
        RecordedSeconds = day.Recorded.TotalSeconds,
        OutsideSeconds = day.Outside.TotalSeconds,
        Ratio = day.Ratio,
        Gaps = [.. day.Gaps.Select(gap => new CoverageGapView(gap.Cause, gap.Length.TotalSeconds, gap.Count))],
    };
}

/// <summary>What a cause cost on a day.</summary>
internal sealed record CoverageGapView(GapCause Cause, double Seconds, int Count);

/// <summary>The days of one camera.</summary>
internal sealed record CameraCoverageView(string TimeZone, IReadOnlyList<CoverageDayView> Days);

/// <summary>The days of every camera.</summary>
internal sealed record FleetCoverageView(string TimeZone, IReadOnlyList<FleetCameraView> Cameras);

/// <summary>A camera and its days.</summary>
internal sealed record FleetCameraView(CameraId CameraId, string Name, IReadOnlyList<CoverageDayView> Days);
