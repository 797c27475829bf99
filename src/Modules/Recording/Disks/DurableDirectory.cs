namespace Vedette.Recording.Disks;

/// <summary>Directories whose entries survive a power cut: a new one is only there when its parent was flushed too.</summary>
internal static class DurableDirectory
{
    /// <summary>Creates the directory and its parents; each parent that gets an entry has to be committed.</summary>
    public static void Create(IDisk disk, string path, CommitSet set)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        var parent = Path.GetDirectoryName(path)
            ?? throw new DirectoryNotFoundException($"The root of '{path}' does not exist.");
        Create(disk, parent, set);
        disk.CreateDirectory(path);
        set.AddDirectory(parent);
    }
}
