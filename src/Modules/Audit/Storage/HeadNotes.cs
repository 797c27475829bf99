using System.Globalization;
using System.Text;
using Vedette.Foundation;
using Vedette.Platform.Hosting;
using Vedette.Platform.Storage;

namespace Vedette.Audit.Storage;

/// <summary>
/// The heads of the chain, noted in a file beside the database: a log that was made anew as a whole is whole, but it is another one.
/// </summary>
/// <remarks>A line is the sequence, the hash in hexadecimal and the time, with spaces between.</remarks>
internal sealed class HeadNotes(DataPaths paths)
{
    private readonly string _path = Path.Combine(paths.Databases, "audit-heads.txt");

    /// <summary>Notes a head. When this returns, the note survives a power cut.</summary>
    /// <exception cref="FaultException">The file cannot be written (disk).</exception>
    public async Task AddAsync(long sequence, byte[] hash, DateTimeOffset at, CancellationToken cancellation)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{sequence} {Convert.ToHexStringLower(hash)} {at.UtcDateTime:O}\n");
        try
        {
            await using var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read);
            await file.WriteAsync(Encoding.ASCII.GetBytes(line), cancellation);
            DurableFile.Flush(file.SafeFileHandle);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new FaultException(FaultKind.Disk, $"{_path} cannot be written: {refused.Message}", innerException: refused);
        }
    }

    /// <summary>The hash that was noted for each sequence. A line that was cut by a power cut is left out.</summary>
    /// <exception cref="FaultException">The file cannot be read (disk).</exception>
    public async Task<IReadOnlyDictionary<long, string>> ReadAsync(CancellationToken cancellation)
    {
        var heads = new Dictionary<long, string>();
        try
        {
            foreach (var line in File.Exists(_path) ? await File.ReadAllLinesAsync(_path, cancellation) : [])
            {
                if (line.Split(' ') is [var number, { Length: 64 } hash, _]
                    && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
                {
                    heads[sequence] = hash;
                }
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new FaultException(FaultKind.Disk, $"{_path} cannot be read: {refused.Message}", innerException: refused);
        }

        return heads;
    }
}
