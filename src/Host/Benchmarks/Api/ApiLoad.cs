namespace Vedette.Host.Benchmarks.Api;

/// <summary>What is asked of the server for how long.</summary>
/// <param name="Rate">Requests per second of the fixed load.</param>
/// <param name="Window">Length of each fixed load.</param>
/// <param name="Step">Length of each measurement without a fixed rate.</param>
/// <param name="Web">The built web console.</param>
/// <param name="Simulator">The camera simulator's executable.</param>
/// <param name="Data">Where the simulator keeps its clips.</param>
/// <param name="Postgres">A PostgreSQL server to measure with; SQLite without.</param>
internal sealed record ApiLoad(double Rate, TimeSpan Window, TimeSpan Step, DirectoryInfo Web, FileInfo Simulator, DirectoryInfo Data, string? Postgres)
{
    /// <summary>A sign-in every so often .</summary>
    public static readonly TimeSpan BetweenLogins = TimeSpan.FromSeconds(1.5);
}
