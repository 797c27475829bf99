using Vedette.Recording.Footage;

namespace Vedette.Recording.Settings;

/// <summary>What is recorded of a camera and how long it is kept.</summary>
internal sealed record CameraPolicy
{
    public static CameraPolicy Default { get; } = new();

    public RecordingMode Mode { get; init; } = RecordingMode.Continuous;

    /// <summary>Seconds kept before an event, 0 to 30.</summary>
    public int PreRollSeconds { get; init; } = 5;

    /// <summary>Seconds kept after an event, 1 to 600.</summary>
    public int PostRollSeconds { get; init; } = 15;

    /// <summary>The template the keeping times come from, or null when they are the camera's own.</summary>
    public string? Template { get; init; }

    public KeepingTime Continuous { get; init; } = new(0, null);

    public KeepingTime Motion { get; init; } = new(0, null);

    public KeepingTime Incident { get; init; } = new(0, null);

    /// <summary>1 to 9; when not everything can be kept, the camera with the lowest one stops first.</summary>
    public int Priority { get; init; } = 5;

    public ArchiveChoice Archive { get; init; } = ArchiveChoice.All;

    /// <summary>How long footage of that class is kept; what carries several marks belongs to the highest.</summary>
    public KeepingTime KeepingOf(FootageClass footage) => footage switch
    {
        >= FootageClass.Incident => Incident,
        FootageClass.Motion => Motion,
        _ => Continuous,
    };

    /// <summary>Whether footage of that class is copied to an archive, when there is one.</summary>
    public bool Archives(FootageClass footage) =>
        Archive == ArchiveChoice.All || (Archive == ArchiveChoice.Events && footage != FootageClass.Continuous);
}
