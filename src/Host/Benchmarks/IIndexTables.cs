using Vedette.Platform.Storage;

namespace Vedette.Host.Benchmarks;

/// <summary>The tables of an index, from below.</summary>
internal interface IIndexTables : IBulkLoad
{
    /// <summary>Does what the database would do in its own time after so many rows.</summary>
    Task SettleAsync(CancellationToken cancellation);

    /// <summary>What tables and indexes take on the disk.</summary>
    Task<long> BytesAsync(CancellationToken cancellation);
}
