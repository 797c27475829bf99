namespace Vedette.Platform.Storage;

/// <summary>Which database a module's rows lie in. SQL is written once for both.</summary>
public enum Dialect
{
    /// <summary>SQLite 3.40 or later: one file per module.</summary>
    Sqlite,

    /// <summary>PostgreSQL 15 or later: one schema per module.</summary>
    Postgres,
}
