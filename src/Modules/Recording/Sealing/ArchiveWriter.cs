namespace Vedette.Recording.Sealing;

/// <summary>Writes a ZIP archive from its beginning to its end, never going back.</summary>
internal sealed class ArchiveWriter(Stream output)
{
    private readonly List<ArchiveEntry> _entries = [];
    private long _position;

    public async Task AddAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        var crc = new Crc32();
        crc.Append(content.Span);
        await BeginAsync(name, content.Length, crc.Value, cancellation);
        await output.WriteAsync(content, cancellation);
    }

    /// <summary>Begins a file: exactly as many bytes as said have to be written to the stream then.</summary>
    public async Task BeginAsync(string name, long size, uint crc, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, ArchiveLayout.LongestName, nameof(name));
        var entry = new ArchiveEntry(name, size, crc, _position);
        _entries.Add(entry);
        await output.WriteAsync(ArchiveLayout.LocalHeader(entry), cancellation);
        _position = entry.End;
    }

    public async Task FinishAsync(CancellationToken cancellation)
    {
        foreach (var piece in ArchiveLayout.Tail(_entries, _position))
        {
            await output.WriteAsync(piece, cancellation);
        }
    }
}
