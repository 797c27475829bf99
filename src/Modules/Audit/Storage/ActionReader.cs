using Dapper;
using Vedette.Audit.Domain;
using Vedette.Platform.Storage;

namespace Vedette.Audit.Storage;

/// <summary>Reads the log.</summary>
internal sealed class ActionReader(Database<AuditModule> database)
{
    /// <summary>Newest first, before that entry.</summary>
    public Task<IReadOnlyList<Entry>> NewestAsync(ActionFilter filter, long before, int most, CancellationToken cancellation)
    {
        var conditions = new List<string> { "sequence < @before" };
        Add(conditions, filter.Actor is not null, "actor = @Actor");
        Add(conditions, filter.Action is not null, "substr(action, 1, @length) = @Action");
        Add(conditions, filter.Target is not null, "target = @Target");
        Add(conditions, filter.From is not null, "at >= @From");
        Add(conditions, filter.To is not null, "at < @To");
        Add(conditions, filter.Entity is not null, @"action like @entity escape '\'");
        Add(conditions, filter.Failed is not null, "coalesce(failed, @no) = @Failed");
        Add(conditions, filter.Search is not null, @"(lower(detail) like @search escape '\' or address like @search escape '\')");
        return ReadAsync(
            $"select {EntryRow.Columns} from actions where {string.Join(" and ", conditions)} order by sequence desc limit @most",
            new
            {
                before,
                most,
                filter.Actor,
                filter.Action,
                length = filter.Action?.Length ?? 0,
                filter.Target,
                filter.From,
                filter.To,
                entity = $"%.{Literally(filter.Entity)}-%",
                filter.Failed,
                no = false,
                search = $"%{Literally(filter.Search?.ToLowerInvariant())}%",
            },
            cancellation);
    }

    /// <summary>Oldest first, after that entry.</summary>
    public Task<IReadOnlyList<Entry>> OldestAsync(long after, int most, CancellationToken cancellation) =>
        ReadAsync(
            $"select {EntryRow.Columns} from actions where sequence > @after order by sequence limit @most", new { after, most }, cancellation);

    /// <summary>Number and hash of the newest entry; 0 and the start of the chain when there is none.</summary>
    public Task<(long Sequence, byte[] Hash)> HeadAsync(CancellationToken cancellation) =>
        database.ReadAsync(
            async connection => await connection.QuerySingleOrDefaultAsync<HeadRow>(new CommandDefinition(HeadRow.Select, cancellationToken: cancellation))
                is { } head ? (head.Sequence, head.Hash) : (0L, EntryChain.Start),
            cancellation);

    // In a pattern, what was typed stands for itself.
    private static string? Literally(string? text) =>
        text?.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);

    private static void Add(List<string> conditions, bool wanted, string condition)
    {
        if (wanted)
        {
            conditions.Add(condition);
        }
    }

    private Task<IReadOnlyList<Entry>> ReadAsync(string sql, object parameters, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Entry>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<EntryRow>(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
                return [.. rows.Select(row => row.ToEntry())];
            },
            cancellation);
}
