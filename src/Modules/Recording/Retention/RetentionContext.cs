using Microsoft.Extensions.Logging;
using Vedette.Recording.Alarms;
using Vedette.Recording.Disks;
using Vedette.Recording.Footage;
using Vedette.Recording.Holds;
using Vedette.Recording.Index;
using Vedette.Recording.Roster;
using Vedette.Recording.Storage;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Retention;

/// <summary>What retention of every volume shares.</summary>
internal sealed record RetentionContext(
    IDisk Disk,
    VolumeSet Volumes,
    FootageWorth Worth,
    LiveHolds Holds,
    HeldFootage Held,
    LiveFootage Live,
    FootageDeletion Deletion,
    DeletionLog Log,
    RetentionStore Index,
    StoppedCameras Stops,
    CameraRoster Roster,
    AlarmBoard Alarms,
    RecordingMeters Meters,
    TimeProvider Time,
    ILogger<RetentionContext> Logger);
