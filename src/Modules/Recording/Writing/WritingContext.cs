using Microsoft.Extensions.Logging;
using Vedette.Recording.Disks;
using Vedette.Recording.Encryption;
using Vedette.Recording.Footage;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Writing;

/// <summary>What every camera's writer shares.</summary>
internal sealed record WritingContext(
    VolumeSpace Space,
    IDisk Disk,
    VolumeCommit Commit,
    FootageEncryption Encryption,
    PlainFootage Plain,
    VolumeSet Volumes,
    LiveFootage Live,
    UnindexedFacts Facts,
    RecordingMeters Meters,
    TimeProvider Time,
    ILogger<FootageWriter> Logger)
{
    public Volume Volume => Space.Volume;
}
