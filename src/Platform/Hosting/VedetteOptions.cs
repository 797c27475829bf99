using System.Net;

namespace Vedette.Platform.Hosting;

/// <summary>What one process is started with.</summary>
public sealed record VedetteOptions
{
    /// <summary>Where everything this process keeps lies. Created when missing.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The address to listen on; all of them unless set.</summary>
    public IPAddress Address { get; init; } = IPAddress.Any;

    /// <summary>The port to listen on; 0 takes a free one.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>Names of the modules to start; <see langword="null"/> starts all of them.</summary>
    public IReadOnlyList<string>? Modules { get; init; }

    /// <summary>An Npgsql connection string; without it every module keeps its own SQLite file in the data directory.</summary>
    public string? PostgresConnectionString { get; init; }

    /// <summary>Where the public token keys are fetched when Identity runs in another process that shares no data directory.</summary>
    public string? JwksUrl { get; init; }

    /// <summary>The folder of the built web console; without it none is served.</summary>
    public string? WebRoot { get; init; }

    /// <summary>
    /// Settings that win over <c>&lt;data&gt;/vedette.json</c> and the environment, for example <c>recording:segmentSeconds</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();
}
