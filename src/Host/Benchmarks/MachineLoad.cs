using System.Globalization;

namespace Vedette.Host.Benchmarks;

/// <summary>How busy the whole machine was since an earlier look, from /proc/stat (proc(5)).</summary>
internal sealed class MachineLoad
{
    private readonly long _busy;
    private readonly long _all;

    private MachineLoad(long busy, long all) => (_busy, _all) = (busy, all);

    public static MachineLoad Now()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9]
            .Select(field => long.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        var idle = fields[3] + fields[4];
        return new MachineLoad(fields.Sum() - idle, fields.Sum());
    }

    /// <summary>0 to 100, of all cores together.</summary>
    public double PercentSince(MachineLoad earlier) => _all == earlier._all ? 0 : 100.0 * (_busy - earlier._busy) / (_all - earlier._all);
}
