using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Vedette.Media.Mp4;
using Vedette.Media.Units;

namespace Vedette.Micro;

/// <summary>From pictures to a fragment that can be told from a torn one.</summary>
public class Fragmenting
{
    private const int Pictures = 14;    // 550 ms

    private readonly byte[] _seal = new byte[FragmentSeal.Length];
    private readonly FragmentBuilder _builder = new(Samples.Format);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly AccessUnit[] _units = Units();
    private readonly Fragment _fragment = Whole();

    /// <summary>Headers and the list of 14 pictures.</summary>
    [Benchmark]
    public long Fragment()
    {
        _builder.Begin(0);
        foreach (var unit in _units)
        {
            _builder.Add(unit);
        }

        using var fragment = _builder.Finish()!;
        return fragment.Length;
    }

    /// <summary>CRC-32C of 252 kB.</summary>
    [Benchmark]
    public byte Seal()
    {
        FragmentSeal.Write(_seal, 0, _fragment.Parts);
        return _seal[^1];
    }

    /// <summary>SHA-256 of the same.</summary>
    [Benchmark]
    public void Hash()
    {
        foreach (var part in _fragment.Parts)
        {
            _hash.AppendData(part.Span);
        }
    }

    private static AccessUnit[] Units()
    {
        var run = new Run(Guid.CreateVersion7(), DateTimeOffset.UnixEpoch);
        return [.. Enumerable.Range(0, Pictures).Select(number => Samples.Unit(number, run, Samples.Picture(0x41)))];
    }

    private static Fragment Whole()
    {
        var builder = new FragmentBuilder(Samples.Format);
        foreach (var unit in Units())
        {
            builder.Add(unit);
        }

        return builder.Finish()!;
    }
}
