using Vedette.Foundation;
using Vedette.Recording.Footage;
using Vedette.Recording.Settings;

namespace Vedette.Recording.Retention;

/// <summary>Why the footage of [from, to) is worth keeping; answers without a database.</summary>
/// <exception cref="IOException">Nothing is known: not that nothing is marked.</exception>
internal delegate FootageClass ClassOfFootage(CameraId camera, DateTimeOffset from, DateTimeOffset to);

/// <summary>Whether there is an archive that footage is copied to.</summary>
internal delegate bool HasArchive();

/// <summary>What footage is worth: its class, how long it is kept, and whether it must not go before it is copied.</summary>
internal sealed class FootageWorth(ClassOfFootage classOf, HasArchive hasArchive, LivePolicies policies)
{
    /// <summary>From what goes first to what goes last. What carries several marks belongs to the highest.</summary>
    public static IReadOnlyList<FootageClass> Classes { get; } = [FootageClass.Continuous, FootageClass.Motion, FootageClass.Incident];

    /// <exception cref="IOException">Nothing is known.</exception>
    public FootageClass ClassOf(CameraId camera, DateTimeOffset from, DateTimeOffset to) => classOf(camera, from, to) switch
    {
        >= FootageClass.Incident => FootageClass.Incident,
        FootageClass.Motion => FootageClass.Motion,
        _ => FootageClass.Continuous,
    };

    /// <summary>Whether some footage of [from, to) may be of the class.</summary>
    /// <exception cref="IOException">Nothing is known.</exception>
    public bool MayHold(CameraId camera, FootageClass footage, DateTimeOffset from, DateTimeOffset to) =>
        footage == FootageClass.Continuous || (classOf(camera, from, to) & footage) != 0;

    public KeepingTime KeepingOf(CameraId camera, FootageClass footage) => policies.Of(camera).KeepingOf(footage);

    /// <summary>Whether it waits for its copy, so that it goes last.</summary>
    public bool Waits(CameraId camera, FootageClass footage) => hasArchive() && policies.Of(camera).Archives(footage);

    public int PriorityOf(CameraId camera) => policies.Of(camera).Priority;
}
