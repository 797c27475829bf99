using Microsoft.Win32.SafeHandles;
using Vedette.Recording.Disks;

namespace Vedette.Recording.Tests.Rig;

/// <summary>A disk that takes what the first thread writes and then does not answer, as a dead share does, until it is told to.</summary>
internal sealed class HangingDisk : IDisk, IDisposable
{
    private readonly ManualResetEventSlim _answers = new(initialState: true);
    private readonly SemaphoreSlim _stuck = new(0);

    public void Hang() => _answers.Reset();

    public void GoOn() => _answers.Set();

    /// <summary>Completes when somebody is stuck in it.</summary>
    public Task StuckAsync(CancellationToken cancellation) => _stuck.WaitAsync(cancellation);

    public void CreateDirectory(string path) => LocalDisk.Instance.CreateDirectory(path);

    public SafeFileHandle Create(string path) => LocalDisk.Instance.Create(path);

    public SafeFileHandle Open(string path) => LocalDisk.Instance.Open(path);

    public void Write(SafeFileHandle file, IReadOnlyList<ReadOnlyMemory<byte>> parts, long offset)
    {
        LocalDisk.Instance.Write(file, parts, offset);
        if (!_answers.IsSet && Thread.CurrentThread.Name == "test-disk")
        {
            _ = _stuck.Release();
            _answers.Wait();
        }
    }

    public void SetLength(SafeFileHandle file, long length) => LocalDisk.Instance.SetLength(file, length);

    public void Flush(SafeFileHandle file) => LocalDisk.Instance.Flush(file);

    public void FlushDirectory(string path) => LocalDisk.Instance.FlushDirectory(path);

    public SafeFileHandle? OpenVolume(string root) => null;

    public void FlushVolume(SafeFileHandle volume) => LocalDisk.Instance.FlushVolume(volume);

    public void Rename(string from, string to) => LocalDisk.Instance.Rename(from, to);

    public void Delete(string path) => LocalDisk.Instance.Delete(path);

    public void DeleteDirectory(string path) => LocalDisk.Instance.DeleteDirectory(path);

    public void Dispose()
    {
        _answers.Dispose();
        _stuck.Dispose();
    }
}
