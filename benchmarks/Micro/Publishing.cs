using BenchmarkDotNet.Attributes;
using Vedette.Media.Hub;
using Vedette.Media.Units;

namespace Vedette.Micro;

/// <summary>One picture through the hub to all who read it.</summary>
public class Publishing
{
    private readonly byte[] _picture = Samples.Picture(0x41);
    private readonly Run _run = new(Guid.CreateVersion7(), DateTimeOffset.UnixEpoch);
    private readonly StreamHub _hub = new(HubLimits.Default);
    private StreamCursor[] _cursors = [];
    private int _number;

    /// <summary>How many read.</summary>
    [Params(1, 10, 100)]
    public int Readers { get; set; }

    /// <summary>Opens their cursors.</summary>
    [GlobalSetup]
    public void Open() => _cursors = [.. Enumerable.Range(0, Readers).Select(_ => _hub.OpenCursor())];

    /// <summary>Copies a picture of 18 kB into pooled memory, publishes it, and has everybody read it.</summary>
    [Benchmark]
    public int PublishAndRead()
    {
        var read = 0;
        _hub.Publish(Samples.Unit(_number++, _run, _picture));
        foreach (var cursor in _cursors)
        {
            while (cursor.Read() is { Unit: { } unit })
            {
                unit.Release();
                read++;
            }
        }

        return read;
    }
}
