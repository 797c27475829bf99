using Microsoft.Extensions.Logging;
using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Recording.Archive;

namespace Vedette.Recording;

/// <summary>What this module says in the log. Event ids 5000 to 5999; names and numbers are kept for ever.</summary>
internal static partial class RecordingLog
{
    [LoggerMessage(5000, LogLevel.Warning, "Camera {Camera}: {Bytes} bytes of a half-written fragment were cut off after a crash.")]
    public static partial void TailCut(ILogger logger, CameraId camera, long bytes);

    [LoggerMessage(5001, LogLevel.Error, "Camera {Camera}: the volume refused a write ({Cause}): {Detail}")]
    public static partial void DiskRefused(ILogger logger, CameraId camera, GapCause cause, string detail);

    [LoggerMessage(5002, LogLevel.Warning, "Camera {Camera}: a gap could not be noted on the volume and will be tried again: {Detail}")]
    public static partial void JournalRefused(ILogger logger, CameraId camera, string detail);

    [LoggerMessage(5003, LogLevel.Critical, "A step of writing footage failed unexpectedly.")]
    public static partial void StepFailed(ILogger logger, Exception fault);

    [LoggerMessage(5004, LogLevel.Warning, "Camera {Camera}: its feed could not be opened and will be tried again.")]
    public static partial void FeedNotOpened(ILogger logger, CameraId camera, Exception fault);

    [LoggerMessage(5005, LogLevel.Critical, "Camera {Camera}: a round of recording failed unexpectedly.")]
    public static partial void RoundFailed(ILogger logger, CameraId camera, Exception fault);

    [LoggerMessage(5006, LogLevel.Information, "Camera {Camera}: {Segments} segments were indexed from their files.")]
    public static partial void CaughtUp(ILogger logger, CameraId camera, int segments);

    [LoggerMessage(5007, LogLevel.Warning, "The database does not take the index. Recording goes on; what it records is indexed afterwards.")]
    public static partial void DatabaseAway(ILogger logger, Exception fault);

    [LoggerMessage(5008, LogLevel.Information, "The database takes the index again; {Facts} facts are waiting.")]
    public static partial void DatabaseBack(ILogger logger, int facts);

    [LoggerMessage(5009, LogLevel.Warning, "{Facts} facts were not indexed before the stop; the next start reads them from the files.")]
    public static partial void FactsLeft(ILogger logger, int facts);

    [LoggerMessage(5010, LogLevel.Warning, "{Segments} segments are deleted although the database could not be told first.")]
    public static partial void DeletingUnmarked(ILogger logger, int segments, Exception fault);

    [LoggerMessage(5011, LogLevel.Information, "{Segments} segments ({Bytes} bytes) up to {Until} were deleted to make room.")]
    public static partial void FootageDeleted(ILogger logger, int segments, long bytes, DateTimeOffset until);

    [LoggerMessage(5012, LogLevel.Error, "Old footage could not be deleted.")]
    public static partial void RetentionFailed(ILogger logger, Exception fault);

    [LoggerMessage(5013, LogLevel.Information, "The volume {Root} holds {Bytes} bytes of footage (counted in {Seconds} s).")]
    public static partial void VolumeCounted(ILogger logger, string root, long bytes, double seconds);

    [LoggerMessage(5020, LogLevel.Error, "ALARM {Code} ({Subject}): {Text}")]
    public static partial void AlarmRaised(ILogger logger, string code, string subject, string text);

    [LoggerMessage(5021, LogLevel.Information, "The alarm {Code} ({Subject}) is over after {Lasted}.")]
    public static partial void AlarmCleared(ILogger logger, string code, string subject, TimeSpan lasted);

    [LoggerMessage(5260, LogLevel.Critical, "There is no room for what must be kept on {Root}: camera {Camera} (priority {Priority}) is stopped.")]
    public static partial void CameraStopped(ILogger logger, string root, CameraId camera, int priority);

    [LoggerMessage(5261, LogLevel.Warning, "There is room again on {Root}: camera {Camera} goes on.")]
    public static partial void CameraResumed(ILogger logger, string root, CameraId camera);

    [LoggerMessage(5262, LogLevel.Debug, "The holds could not be compared with the database; those known stay in force.")]
    public static partial void HoldsNotMet(ILogger logger, Exception fault);

    [LoggerMessage(5263, LogLevel.Debug, "The other modules could not be told of the alarms; it is tried again.")]
    public static partial void AlarmsNotTold(ILogger logger, Exception fault);

    [LoggerMessage(5264, LogLevel.Error, "The segment {Path} could not be deleted: {Detail}")]
    public static partial void DeletionRefused(ILogger logger, string path, string detail);

    [LoggerMessage(5265, LogLevel.Warning, "What was deleted could not be written into the audit log; it is tried again.")]
    public static partial void DeletionsNotAudited(ILogger logger, Exception fault);

    [LoggerMessage(5266, LogLevel.Warning, "The marks of camera {Camera} cannot be read; its footage is not deleted meanwhile: {Detail}")]
    public static partial void MarksUnreadable(ILogger logger, CameraId camera, string detail);

    [LoggerMessage(5267, LogLevel.Debug, "The pace of the cameras could not be read from the index.")]
    public static partial void PaceUnknown(ILogger logger, Exception fault);

    [LoggerMessage(5015, LogLevel.Warning, "{Segments} deletions could not be noted beside the databases: {Reason}")]
    public static partial void DeletionNotNoted(ILogger logger, int segments, string reason);

    [LoggerMessage(5410, LogLevel.Error, "The keys of encrypted footage could not be looked after; the next round tries again.")]
    public static partial void KeysNotKept(ILogger logger, Exception fault);

    [LoggerMessage(5201, LogLevel.Warning, "Where the cameras stand could not be written down and will be tried again.")]
    public static partial void PositionsNotSaved(ILogger logger, Exception fault);

    [LoggerMessage(5202, LogLevel.Warning, "Camera {Camera}: recorded to {Volume} from now on, because of {Cause}.")]
    public static partial void CameraFled(ILogger logger, CameraId camera, string volume, string cause);

    [LoggerMessage(5203, LogLevel.Information, "Camera {Camera}: recorded to {Volume} with its next segment, for balance.")]
    public static partial void CameraMoved(ILogger logger, CameraId camera, string volume);

    [LoggerMessage(5204, LogLevel.Warning, "The threads of a volume did not end in time; what it still holds is settled at the next start.")]
    public static partial void VolumeNotDrained(ILogger logger, Exception fault);

    [LoggerMessage(5200, LogLevel.Error, "The volume {Volume} could not be asked how it is and is asked again.")]
    public static partial void VolumeUnwatched(ILogger logger, string volume, Exception fault);

    [LoggerMessage(5100, LogLevel.Information, "Export {Export} is ready: {Bytes} bytes.")]
    public static partial void ExportReady(ILogger logger, Guid export, long bytes);

    [LoggerMessage(5101, LogLevel.Warning, "Export {Export} failed.")]
    public static partial void ExportFailed(ILogger logger, Guid export, Exception fault);

    [LoggerMessage(5102, LogLevel.Warning, "Exports wait until the database is back.")]
    public static partial void ExportsWait(ILogger logger, Exception fault);

    [LoggerMessage(5290, LogLevel.Warning, "Camera {Camera}: a mark could not be noted on a volume: {Detail}")]
    public static partial void MarkRefused(ILogger logger, CameraId camera, string detail);

    [LoggerMessage(5291, LogLevel.Warning, "It cannot be noted that this process is alive: {Detail}")]
    public static partial void PulseRefused(ILogger logger, string detail);

    [LoggerMessage(5293, LogLevel.Information, "Clip {Clip} is ready: {Files} files.")]
    public static partial void ClipMade(ILogger logger, Guid clip, int files);

    [LoggerMessage(5294, LogLevel.Warning, "Clip {Clip} failed.")]
    public static partial void ClipNotMade(ILogger logger, Guid clip, Exception fault);

    [LoggerMessage(5295, LogLevel.Warning, "Clip {Clip} has no picture of its moment.")]
    public static partial void ClipWithoutSnapshot(ILogger logger, Guid clip, Exception fault);

    [LoggerMessage(5296, LogLevel.Warning, "Clips wait until the database and the disk are back.")]
    public static partial void ClipsWait(ILogger logger, Exception fault);

    [LoggerMessage(5292, LogLevel.Warning, "Events that last could not be tended and will be in a moment.")]
    public static partial void EventsNotTended(ILogger logger, Exception fault);

    [LoggerMessage(5350, LogLevel.Error, "Camera {Camera}: the segment of {Start} could not be copied to the archive in {Tries} tries ({Cause}): {Detail} Its file stays.")]
    public static partial void ArchiveGivenUp(ILogger logger, CameraId camera, DateTimeOffset start, int tries, ArchiveCause cause, string detail);

    [LoggerMessage(5351, LogLevel.Warning, "Camera {Camera}: copying the segment of {Start} to the archive failed at try {Tries} ({Cause}): {Detail}")]
    public static partial void ArchiveTryFailed(ILogger logger, CameraId camera, DateTimeOffset start, int tries, ArchiveCause cause, string detail);

    [LoggerMessage(5352, LogLevel.Warning, "The archive is away ({Cause}) and is asked again: {Detail}")]
    public static partial void ArchiveAway(ILogger logger, ArchiveCause cause, string detail);

    [LoggerMessage(5353, LogLevel.Information, "The archive takes footage; {Segments} segments given up before are tried again.")]
    public static partial void ArchiveBack(ILogger logger, int segments);

    [LoggerMessage(5354, LogLevel.Error, "A round of archiving failed; what waits is copied later.")]
    public static partial void ArchiveRoundFailed(ILogger logger, Exception fault);

    [LoggerMessage(5355, LogLevel.Information, "{Uploads} uploads that had never ended were removed from the archive.")]
    public static partial void ArchiveTidied(ILogger logger, int uploads);

    [LoggerMessage(5356, LogLevel.Information, "The archive does not let us look for uploads that never ended: {Detail}")]
    public static partial void ArchiveNotTidied(ILogger logger, string detail);

    [LoggerMessage(5357, LogLevel.Warning, "The archive does not delete {Key} and is asked again in a day: {Detail}")]
    public static partial void ArchiveKeepsCopy(ILogger logger, string key, string detail);

    [LoggerMessage(5320, LogLevel.Information, "{Segments} segments ({Bytes} bytes) were held against what was recorded; {Findings} findings stand.")]
    public static partial void Scrubbed(ILogger logger, long segments, long bytes, int findings);

    [LoggerMessage(5321, LogLevel.Error, "Camera {Camera}: {Path}: {Problem}")]
    public static partial void ScrubFound(ILogger logger, CameraId camera, string path, string problem);

    [LoggerMessage(5322, LogLevel.Warning, "Checking the footage was interrupted and goes on in a minute.")]
    public static partial void ScrubInterrupted(ILogger logger, Exception fault);
}
