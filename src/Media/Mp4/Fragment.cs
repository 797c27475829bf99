namespace Vedette.Media.Mp4;

/// <summary>
/// One movie fragment ready to be written or sent: <c>prft</c>, <c>moof</c> and <c>mdat</c> (ISO/IEC 14496-12 sections
/// 8.16.5, 8.8.4 and 8.1.1) as a gather list. The payload is that of the access units, never copied.
/// </summary>
/// <remarks>
/// Handed out with one lease, which the receiver releases exactly once; further readers take their own. With the last lease
/// the units are released and this object goes back to its builder: nothing of it may be touched afterwards.
/// </remarks>
public sealed class Fragment : IDisposable
{
    /// <summary>All bytes in order: headers, then the payload of each unit. Valid only while a lease is held.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Parts => throw new NotImplementedException();

    /// <summary>Sum of the parts, in bytes.</summary>
    public long Length { get; }

    /// <summary>How many access units it holds.</summary>
    public int UnitCount { get; }

    /// <summary>Whether its first picture is a key picture, so that a player can start here.</summary>
    public bool StartsWithKey { get; }

    /// <summary>Wall time of its first picture (of its first audio frame when it has no picture), UTC.</summary>
    public DateTimeOffset WallTime { get; }

    /// <summary>Decoding time of that unit on the file's own clock, which started at zero.</summary>
    public TimeSpan MediaStart { get; }

    /// <summary>Where its last picture ends on the file's own clock.</summary>
    public TimeSpan MediaEnd { get; }

    /// <summary>Takes one more lease. Only somebody who is sure that a lease is held may call it.</summary>
    public void Lease() => throw new NotImplementedException();

    /// <summary>Gives one lease back.</summary>
    public void Release() => throw new NotImplementedException();

    /// <inheritdoc cref="Release"/>
    public void Dispose() => Release();
}
