namespace Vedette.Platform.Storage;

/// <summary>
/// Brings rows into a module's table by the million, past everything the module does with them: for a program that makes up a big
/// database to measure it.
/// </summary>
public interface IBulkLoad
{
    /// <summary>Appends rows as fast as the database takes them. Nobody else uses it meanwhile; a power cut may ruin it.</summary>
    /// <param name="table">The table.</param>
    /// <param name="constants">Columns that are the same in every row.</param>
    /// <param name="columns">The other columns. What is in neither has its default.</param>
    /// <param name="rows">Values of <paramref name="columns"/>: <see cref="Guid"/>, <see cref="string"/>, <see cref="long"/> (instants are
    /// microseconds), <see cref="bool"/>, <see cref="byte"/> arrays or null.</param>
    /// <param name="ct">Stops between two rows.</param>
    Task RunAsync(string table, IReadOnlyDictionary<string, object> constants, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken ct);
}
