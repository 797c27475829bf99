using Microsoft.Extensions.Logging;
using Vedette.Recording.Disks;
using Vedette.Recording.Encryption;
using Vedette.Recording.Footage;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Writing;

/// <summary>What every camera's writer shares, wherever it writes.</summary>
internal sealed record WritingContext(
    IDisk Disk,
    FootageEncryption Encryption,
    PlainFootage Plain,
    VolumeSet Volumes,
    TailNotes Tails,
    CameraPositions Positions,
    LiveFootage Live,
    UnindexedFacts Facts,
    RecordingMeters Meters,
    TimeProvider Time,
    ILogger<FootageWriter> Logger);
