using Vedette.Media.Mp4;

namespace Vedette.Recording.Writing;

/// <summary>One camera's way to its disk thread, with a bound on what may wait there.</summary>
internal sealed class DiskLane(DiskThread thread, FootageWriter writer)
{
    public const int MaxFragments = 8;
    public const long MaxBytes = 16 << 20;

    private int _fragments;
    private long _bytes;

    /// <summary>Whether the disk is so far behind that reading the feed has to pause. The feed's ring holds a little more.</summary>
    public bool IsFull => Volatile.Read(ref _fragments) >= MaxFragments || Volatile.Read(ref _bytes) >= MaxBytes;

    public int Waiting => Volatile.Read(ref _fragments);

    /// <summary>How often the disk refused so far.</summary>
    public int Failures => writer.Failures;

    public void Post(Action<FootageWriter> step) => thread.Post(writer, step);

    /// <summary>Sends a fragment, whose lease goes along.</summary>
    /// <param name="fragment">The fragment.</param>
    /// <param name="pictureInterval">The usual time between its pictures; null when it has none.</param>
    public void Append(Fragment fragment, TimeSpan? pictureInterval)
    {
        var length = fragment.Length;
        _ = Interlocked.Increment(ref _fragments);
        _ = Interlocked.Add(ref _bytes, length);
        thread.Post(writer, disk =>
        {
            try
            {
                disk.Append(fragment, pictureInterval);
            }
            finally
            {
                _ = Interlocked.Decrement(ref _fragments);
                _ = Interlocked.Add(ref _bytes, -length);
            }
        });
    }
}
