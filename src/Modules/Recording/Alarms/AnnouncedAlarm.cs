namespace Vedette.Recording.Alarms;

/// <summary>An alarm others were told of.</summary>
internal sealed record AnnouncedAlarm
{
    public required Guid Id { get; init; }

    public required string Code { get; init; }

    public required string About { get; init; }

    public required DateTimeOffset Since { get; init; }
}
