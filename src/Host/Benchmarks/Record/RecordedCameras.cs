using System.Globalization;

namespace Vedette.Host.Benchmarks.Record;

/// <summary>The first <paramref name="Count"/> cameras of a farm.</summary>
/// <param name="Count">How many.</param>
/// <param name="UrlTemplate">URL of camera {i}.</param>
internal sealed record RecordedCameras(int Count, string UrlTemplate)
{
    public IEnumerable<int> Numbers => Enumerable.Range(1, Count);

    public string Url(int camera) => UrlTemplate.Replace("{i}", camera.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
