using System.Text.Json.Serialization;
using Vedette.Foundation;

namespace Vedette.Recording.Retention;

/// <summary>How long footage will stay when everything goes on as it does.</summary>
internal sealed record ForecastView(IReadOnlyList<VolumeOutlook> Volumes, IReadOnlyList<CameraOutlook> Cameras);

internal sealed record VolumeOutlook
{
    public required Guid Id { get; init; }

    /// <summary>Days until footage goes before its maximum; null when that never happens.</summary>
    public double? FullInDays { get; init; }

    public required long BudgetBytes { get; init; }

    public required long UsedBytes { get; init; }

    public required long HeldBytes { get; init; }

    [JsonIgnore]
    public bool KeepsMinimums { get; init; }
}

internal sealed record CameraOutlook
{
    public required CameraId CameraId { get; init; }

    public required long BytesPerDay { get; init; }

    /// <summary>Days its ordinary footage stays, a year at most; null while its pace is not known.</summary>
    public double? KeepsDays { get; init; }

    /// <summary>Days its ordinary footage must be kept.</summary>
    public required double MinDays { get; init; }

    /// <summary>Whether there is room for the minimum of each of its classes.</summary>
    public required bool KeepsMinimum { get; init; }
}
