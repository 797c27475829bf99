using Vedette.Foundation;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Storage;

internal sealed record GapRow
{
    public const string Columns =
        "id as Id, camera_id as CameraId, start_at as StartAt, end_at as EndAt, cause as Cause, detail as Detail";

    public Guid Id { get; init; }

    public CameraId CameraId { get; init; }

    public DateTimeOffset StartAt { get; init; }

    public DateTimeOffset? EndAt { get; init; }

    public string Cause { get; init; } = "";

    public string Detail { get; init; } = "";

    public static GapRow Of(Gap gap) => new()
    {
        Id = gap.Id,
        CameraId = gap.CameraId,
        StartAt = gap.Start,
        EndAt = gap.End,
        Cause = gap.Cause.ToText(),
        Detail = gap.Detail,
    };

    public Gap ToGap() => new()
    {
        Id = Id,
        CameraId = CameraId,
        Start = StartAt,
        End = EndAt,
        Cause = GapCauseText.Parse(Cause),
        Detail = Detail,
    };
}
