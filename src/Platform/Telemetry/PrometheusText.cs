using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Vedette.Platform.Telemetry;

/// <summary>Writes the metrics as Prometheus text (exposition format 0.0.4). The SDK aggregates; this only writes when somebody scrapes.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class PrometheusText : BaseExporter<Metric>, IPullMetricExporter
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";
    private const int PatienceMilliseconds = 5000;

    private readonly SemaphoreSlim _scraping = new(1, 1);
    private readonly StringBuilder _text = new();

    /// <inheritdoc/>
    public Func<int, bool>? Collect { get; set; }

    public async Task<string> ScrapeAsync(CancellationToken ct)
    {
        await _scraping.WaitAsync(ct);
        try
        {
            _text.Clear();
            Collect?.Invoke(PatienceMilliseconds);
            return _text.ToString();
        }
        finally
        {
            _scraping.Release();
        }
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        // Two meters may carry an instrument of the same name: a family is written once.
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var metric in batch)
        {
            var name = FamilyName(metric);
            if (written.Add(name))
            {
                WriteFamily(name, metric);
            }
        }

        return ExportResult.Success;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _scraping.Dispose();
        }

        base.Dispose(disposing);
    }

    private void WriteFamily(string name, Metric metric)
    {
        if (metric.Description.Length > 0)
        {
            _text.Append("# HELP ").Append(name).Append(' ').Append(Escaped(metric.Description)).Append('\n');
        }

        var type = metric.MetricType == MetricType.Histogram ? "histogram" : IsCounter(metric) ? "counter" : "gauge";
        _text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            if (metric.MetricType == MetricType.Histogram)
            {
                WriteHistogram(name, point);
            }
            else
            {
                WriteLine(name, point, ValueOf(metric.MetricType, point));
            }
        }
    }

    private void WriteHistogram(string name, in MetricPoint point)
    {
        long count = 0;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            count += bucket.BucketCount;
            WriteLine(name + "_bucket", point, count, bound: Number(bucket.ExplicitBound));
        }

        WriteLine(name + "_sum", point, point.GetHistogramSum());
        WriteLine(name + "_count", point, point.GetHistogramCount());
    }

    private void WriteLine(string name, in MetricPoint point, double value, string? bound = null)
    {
        _text.Append(name);
        var separator = '{';
        foreach (var tag in point.Tags)
        {
            WriteLabel(ref separator, Cleaned(tag.Key), Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "");
        }

        if (bound is not null)
        {
            WriteLabel(ref separator, "le", bound);
        }

        _text.Append(separator == '{' ? "" : "}").Append(' ').Append(Number(value)).Append('\n');
    }

    private void WriteLabel(ref char separator, string name, string value)
    {
        _text.Append(separator).Append(name).Append("=\"").Append(Escaped(value).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
        separator = ',';
    }

    private static double ValueOf(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
        MetricType.LongGauge => point.GetGaugeLastValueLong(),
        _ => point.GetGaugeLastValueDouble(),
    };

    private static bool IsCounter(Metric metric) => metric.MetricType is MetricType.LongSum or MetricType.DoubleSum;

    // Prometheus's habit: the unit ends the name, and counters end in _total.
    private static string FamilyName(Metric metric)
    {
        var name = Cleaned(metric.Name);
        var unit = UnitName(metric.Unit, IsCounter(metric));
        if (unit.Length > 0 && !name.EndsWith($"_{unit}", StringComparison.Ordinal))
        {
            name += $"_{unit}";
        }

        return IsCounter(metric) && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    private static string UnitName(string unit, bool counter) => unit switch
    {
        "" => "",
        "1" => counter ? "" : "ratio",
        "s" => "seconds",
        "ms" => "milliseconds",
        "By" => "bytes",
        "%" => "percent",
        ['{', ..] => "",
        _ => Cleaned(unit),
    };

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Cleaned(string name)
    {
        var clean = string.Create(name.Length, name, static (characters, source) =>
        {
            for (var i = 0; i < characters.Length; i++)
            {
                characters[i] = char.IsAsciiLetterOrDigit(source[i]) ? source[i] : '_';
            }
        });
        return clean.Length > 0 && char.IsAsciiDigit(clean[0]) ? $"_{clean}" : clean;
    }
}
