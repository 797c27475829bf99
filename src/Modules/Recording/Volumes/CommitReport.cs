using Vedette.Recording.Disks;

namespace Vedette.Recording.Volumes;

/// <summary>Hears what every commit on any volume cost.</summary>
internal delegate void CommitReport(CommitFigures figures);
