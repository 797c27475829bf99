namespace Vedette.Platform.Web;

/// <summary>What <c>/health/ready</c> answers.</summary>
internal sealed record HealthReport(
    string Status, IReadOnlyList<HealthReport.Part> Modules, HealthReport.StoragePart Storage, HealthReport.BusPart Bus)
{
    public const string Ready = "ready";

    /// <summary>Works, but somebody should look at it.</summary>
    public const string Degraded = "degraded";

    public const string Unready = "unready";

    internal sealed record Part(string Name, string Status, IReadOnlyList<string> Reasons);

    internal sealed record StoragePart(string Kind, string Status);

    internal sealed record BusPart(string Kind, string Note, int Subscriptions);
}
