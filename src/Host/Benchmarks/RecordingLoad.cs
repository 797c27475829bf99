using System.Globalization;

namespace Vedette.Host.Benchmarks;

/// <summary>What is recorded and for how long.</summary>
internal sealed record RecordingLoad(int Cameras, string UrlTemplate, TimeSpan Window, TimeSpan WarmUp)
{
    public string Url(int camera) => UrlTemplate.Replace("{i}", camera.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
