using System.Text.Json;
using Vedette.Foundation;
using Vedette.Platform.Web;

namespace Vedette.Platform.Storage;

/// <summary>
/// A small JSON file beside the databases: what must be known when they are gone, such as the roster of cameras. Replaced as a whole, so
/// that a power cut leaves the old or the new one.
/// </summary>
/// <typeparam name="T">What is kept; serialized as on the wire.</typeparam>
/// <param name="path">The file. Its folder must exist.</param>
public sealed class LocalSnapshot<T>(string path) : IDisposable
    where T : class
{
    private readonly SemaphoreSlim _saving = new(1, 1);

    /// <summary>What was saved last, or <see langword="null"/> when nothing was.</summary>
    /// <exception cref="FaultException">The file cannot be read (disk) or is not what was saved (format).</exception>
    public T? Load()
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), WireFormat.Exact) : null;
        }
        catch (JsonException damaged)
        {
            throw new FaultException(FaultKind.Format, $"{path} is damaged: {damaged.Message}", innerException: damaged);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new FaultException(FaultKind.Disk, $"{path} cannot be read: {unreadable.Message}", innerException: unreadable);
        }
    }

    /// <summary>Replaces the file. When this returns, the new content survives a power cut.</summary>
    /// <exception cref="FaultException">The file cannot be written (disk).</exception>
    public async Task SaveAsync(T value, CancellationToken ct)
    {
        await _saving.WaitAsync(ct);
        try
        {
            await DurableFile.ReplaceAsync(path, JsonSerializer.SerializeToUtf8Bytes(value, WireFormat.Exact), ct);
        }
        finally
        {
            _saving.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _saving.Dispose();
}
