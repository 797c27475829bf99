using System.Text;

namespace Vedette.Platform.Storage;

/// <summary>The column types a migration names by token, and what they are on each database.</summary>
internal static class SqlTypes
{
    private static readonly (string Token, string Sqlite, string Postgres)[] All =
    [
        ("{uuid}", "text", "uuid"),
        ("{instant}", "integer", "bigint"),
        ("{integer}", "integer", "bigint"),
        ("{boolean}", "integer", "boolean"),
        ("{blob}", "blob", "bytea"),
        ("{identity}", "integer primary key autoincrement", "bigint generated always as identity primary key"),
    ];

    public static string Resolve(string sql, Dialect dialect)
    {
        var text = new StringBuilder(sql);
        foreach (var (token, sqlite, postgres) in All)
        {
            text.Replace(token, dialect == Dialect.Sqlite ? sqlite : postgres);
        }

        return text.ToString();
    }
}
