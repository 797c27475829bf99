using System.Reflection;

namespace Vedette.Fuzzing;

/// <summary>Which blocks of the libraries were ever reached.</summary>
internal sealed class Coverage
{
    private readonly List<(byte[] Map, bool[] Known)> _maps = [];

    public Coverage()
    {
        foreach (var (library, _) in Instrumentation.Instrumented)
        {
            var type = Assembly.Load(library).GetType(Instrumentation.MapType(library));
            if (type?.GetField(Instrumentation.MapField, BindingFlags.Public | BindingFlags.Static)?.GetValue(null) is byte[] map)
            {
                _maps.Add((map, new bool[map.Length]));
            }
        }
    }

    /// <summary>Blocks reached so far.</summary>
    public int Blocks { get; private set; }

    /// <summary>Forgets what was reached before the next input.</summary>
    public void Begin() => _maps.ForEach(pair => Array.Clear(pair.Map));

    /// <summary>Whether the input reached a block that none before did.</summary>
    public bool TakeNew()
    {
        var before = Blocks;
        _maps.ForEach(pair => Take(pair.Map, pair.Known));
        return Blocks > before;
    }

    private void Take(byte[] map, bool[] known)
    {
        for (var start = 0; start < map.Length;)
        {
            var at = map.AsSpan(start).IndexOf((byte)1);
            if (at < 0)
            {
                break;
            }

            at += start;
            if (!known[at])
            {
                known[at] = true;
                Blocks++;
            }

            start = at + 1;
        }
    }
}
