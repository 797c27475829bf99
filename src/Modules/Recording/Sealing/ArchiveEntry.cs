namespace Vedette.Recording.Sealing;

/// <summary>A file in an archive.</summary>
/// <param name="Name">Its path, with forward slashes.</param>
/// <param name="Size">Its length; nothing is compressed.</param>
/// <param name="Crc">Its checksum.</param>
/// <param name="Offset">Where its header starts in the archive.</param>
internal sealed record ArchiveEntry(string Name, long Size, uint Crc, long Offset)
{
    /// <summary>Where its content starts in the archive.</summary>
    public long ContentOffset => Offset + ArchiveLayout.LocalHeaderLength(Name, Size);

    public long End => ContentOffset + Size;
}
