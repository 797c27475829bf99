namespace Vedette.Platform.Hosting;

/// <summary>The folders of the data directory. Each is created when first asked for, readable by its owner only.</summary>
/// <param name="Root">The data directory.</param>
public sealed record DataPaths(string Root)
{
    /// <summary>Keys: token signing, data protection.</summary>
    public string Keys => Folder("keys");

    /// <summary>SQLite files and local snapshots.</summary>
    public string Databases => Folder("databases");

    /// <summary>Footage.</summary>
    public string Recordings => Folder("recordings");

    /// <summary>Files that may be deleted at any restart.</summary>
    public string Temporary => Folder("temporary");

    private string Folder(string name)
    {
        var path = Path.Combine(Root, name);
        if (!Directory.Exists(path))
        {
            const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path);
            }
            else
            {
                Directory.CreateDirectory(path, OwnerOnly);
            }
        }

        return path;
    }
}
