namespace Vedette.Recording.Volumes;

/// <summary>Asks the file system a path lies on how big it is and what is free of it.</summary>
internal delegate FreeSpace SpaceProbe(string path);
