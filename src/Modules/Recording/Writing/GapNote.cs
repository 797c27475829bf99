using System.Text.Json.Serialization;
using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Writing;

/// <summary>A line of the gap journal.</summary>
internal sealed record GapNote
{
    public Guid Id { get; init; }

    public DateTimeOffset Start { get; init; }

    public DateTimeOffset? End { get; init; }

    public GapCause Cause { get; init; }

    public string Detail { get; init; } = "";

    public bool Withdrawn { get; init; }

    /// <summary>A withdrawn gap is never noted again, a closed one never opened again.</summary>
    [JsonIgnore]
    public int Finality => Withdrawn ? 2 : End is null ? 0 : 1;

    public static GapNote Of(Gap gap, bool withdrawn) => new()
    {
        Id = gap.Id,
        Start = gap.Start,
        End = gap.End,
        Cause = gap.Cause,
        Detail = gap.Detail,
        Withdrawn = withdrawn,
    };

    public Gap ToGap(CameraId camera) => new()
    {
        Id = Id,
        CameraId = camera,
        Start = Start,
        End = End,
        Cause = Cause,
        Detail = Detail,
    };
}
