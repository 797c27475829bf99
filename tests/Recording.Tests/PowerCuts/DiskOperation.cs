namespace Vedette.Recording.Tests.PowerCuts;

/// <summary>One thing that was done to a disk. Files are known by a number, as inodes are, because names change.</summary>
internal abstract record DiskOperation
{
    private DiskOperation()
    {
    }

    internal sealed record NewDirectory(string Path) : DiskOperation;

    internal sealed record NewFile(string Path, int File) : DiskOperation;

    internal sealed record Write(int File, long Offset, byte[] Bytes) : DiskOperation;

    internal sealed record Length(int File, long To) : DiskOperation;

    internal sealed record Flush(int File) : DiskOperation;

    internal sealed record FlushDirectory(string Path) : DiskOperation;

    internal sealed record FlushVolume : DiskOperation;

    internal sealed record Rename(string From, string To) : DiskOperation;

    internal sealed record Delete(string Path) : DiskOperation;

    internal sealed record DeleteDirectory(string Path) : DiskOperation;
}
