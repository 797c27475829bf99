using Vedette.Recording.Holds;
using Vedette.Recording.Retention;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Features;

/// <summary>A volume: what it is for, how it is, how full it is and how long it lasts.</summary>
internal sealed record VolumeView
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string Path { get; init; }

    public required VolumeRole Role { get; init; }

    public required VolumeState State { get; init; }

    public required DateTimeOffset StateSince { get; init; }

    /// <summary>What about its state, in words for people.</summary>
    public string? Detail { get; init; }

    /// <summary>Bytes of footage there is room for: others fill the disk too.</summary>
    public required long BudgetBytes { get; init; }

    /// <summary>The budget set for this volume; null for what the settings say.</summary>
    public long? SetBudgetBytes { get; init; }

    /// <summary>The reserve set for this volume; null for what the settings say.</summary>
    public long? SetReserveBytes { get; init; }

    public required long UsedBytes { get; init; }

    public required long TotalBytes { get; init; }

    public required long FreeBytes { get; init; }

    /// <summary>How many cameras are recorded to it.</summary>
    public required int Cameras { get; init; }

    /// <summary>Bytes of footage nobody may delete.</summary>
    public required long HeldBytes { get; init; }

    /// <summary>Days until the oldest footage has to go, at the last hour's pace; null while that is not known.</summary>
    public double? ForecastDays { get; init; }

    public static VolumeView Of(AttachedVolume volume, VolumeForecast forecast, HeldFootage held)
    {
        var (entry, condition, space) = (volume.Entry, volume.Condition, volume.Space);
        return new VolumeView
        {
            Id = volume.Id,
            Name = entry.Name,
            Path = entry.Path,
            Role = entry.Role,
            State = condition.State,
            StateSince = condition.Since,
            Detail = condition.Detail,
            BudgetBytes = space.Room,
            SetBudgetBytes = entry.BudgetBytes,
            SetReserveBytes = entry.ReserveBytes,
            UsedBytes = space.Used,
            TotalBytes = space.Space.Total,
            FreeBytes = space.Space.Free,
            Cameras = volume.Cameras,
            HeldBytes = held.BytesOn(volume.Id),
            ForecastDays = forecast.DaysUntilFull(volume.Id, -space.Excess(0)),
        };
    }
}
