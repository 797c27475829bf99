using System.Reflection;
using Vedette.Media.Sources;

namespace Vedette.Fuzzing;

/// <summary>Which blocks of the library were ever reached.</summary>
internal sealed class Coverage
{
    private readonly byte[] _map;
    private readonly bool[] _known;

    public Coverage()
    {
        _map = (byte[]?)typeof(SourceException).Assembly.GetType(Instrumentation.MapType)?.GetField(Instrumentation.MapField, BindingFlags.Public | BindingFlags.Static)?.GetValue(null) ?? [];
        _known = new bool[_map.Length];
    }

    /// <summary>Blocks reached so far.</summary>
    public int Blocks { get; private set; }

    /// <summary>Forgets what was reached before the next input.</summary>
    public void Begin() => Array.Clear(_map);

    /// <summary>Whether the input reached a block that none before did.</summary>
    public bool TakeNew()
    {
        var before = Blocks;
        for (var start = 0; start < _map.Length;)
        {
            var at = _map.AsSpan(start).IndexOf((byte)1);
            if (at < 0)
            {
                break;
            }

            at += start;
            if (!_known[at])
            {
                _known[at] = true;
                Blocks++;
            }

            start = at + 1;
        }

        return Blocks > before;
    }
}
