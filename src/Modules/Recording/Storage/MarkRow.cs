using Vedette.Foundation;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Storage;

internal sealed record MarkRow
{
    public const string Columns =
        "id as Id, camera_id as CameraId, start_at as StartAt, end_at as EndAt, class as Class, reason as Reason";

    public Guid Id { get; init; }

    public CameraId CameraId { get; init; }

    public DateTimeOffset StartAt { get; init; }

    public DateTimeOffset EndAt { get; init; }

    public int Class { get; init; }

    public string Reason { get; init; } = "";

    public static MarkRow Of(Mark mark) => new()
    {
        Id = mark.Id,
        CameraId = mark.CameraId,
        StartAt = mark.From,
        EndAt = mark.To,
        Class = (int)mark.Class,
        Reason = mark.Reason,
    };

    public Mark ToMark() => new()
    {
        Id = Id,
        CameraId = CameraId,
        From = StartAt,
        To = EndAt,
        Class = (FootageClass)Class,
        Reason = Reason,
    };
}
