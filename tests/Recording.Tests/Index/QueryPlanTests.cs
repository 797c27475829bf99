using System.Data.Common;
using Dapper;
using Npgsql;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Footage;
using Vedette.Recording.Storage;
using Vedette.Recording.Tests.Rig;
using Vedette.Support;
using Xunit;

namespace Vedette.Recording.Tests.Index;

/// <summary>What is asked again and again never reads a whole table: a figure of time would depend on the machine, a plan does not.</summary>
public sealed class QueryPlanTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private static readonly string[] Growing = ["segments", "stretches", "gaps"];

    [Fact]
    public async Task No_question_reads_a_whole_table_on_SQLite()
    {
        await using var host = await RecordingHost.StartAsync();
        var camera = CameraId.New();
        await FillAsync(host, camera, 400);
        SqlMapper.PurgeQueryCache();

        await AskAllAsync(host, camera);

        var asked = SqlMapper.GetCachedSQL(0).Select(query => query.Item2).Distinct().Where(sql => Growing.Any(table => sql.Contains(table, StringComparison.Ordinal))).ToList();
        Assert.True(asked.Count > 15, $"only {asked.Count} questions were seen");
        var plans = await host.Get<Database<RecordingModule>>().ReadAsync(
            async connection =>
            {
                var found = new List<(string Sql, string Step)>();
                foreach (var sql in asked)
                {
                    found.AddRange((await PlanAsync(connection, sql)).Select(step => (sql, step)));
                }

                return found;
            },
            Stop);
        Assert.DoesNotContain(plans, plan => Growing.Any(table => plan.Step == $"SCAN {table}"));

        var timeline = Assert.Single(asked, sql => sql.Contains("select start_at, end_at from segments", StringComparison.Ordinal));
        Assert.Contains(plans, plan => plan.Sql == timeline && plan.Step.StartsWith("SEARCH segments USING COVERING INDEX segments_by_time", StringComparison.Ordinal));
        Assert.DoesNotContain(plans, plan => plan.Sql == timeline && plan.Step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_question_reads_a_whole_table_on_PostgreSQL()
    {
        var postgres = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(Stop);
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync(Stop);
        var camera = CameraId.New();
        await using (var host = await RecordingHost.StartAsync(adjust: options => options with { PostgresConnectionString = postgres }))
        {
            await FillAsync(host, camera, 3000);
        }

        // So small a table is read as a whole when that is thought to be cheap; what counts is that it need not be.
        _ = await connection.ExecuteAsync($"analyze; alter database \"{connection.Database}\" set enable_seqscan = off");
        var before = await ScansAsync(connection);
        await using (var host = await RecordingHost.StartAsync(adjust: options => options with { PostgresConnectionString = postgres }))
        {
            await AskAllAsync(host, camera);
        }

        Assert.Equal(before, await ScansAsync(connection));
    }

    private static async Task FillAsync(RecordingHost host, CameraId camera, int count)
    {
        await host.AddAsync(camera, recording: false);
        var start = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
        foreach (var batch in Enumerable.Range(1, count).Select(number => IndexTests.SegmentOf(camera, number, start.AddSeconds(10 * number))).Chunk(500))
        {
            await host.Index.WriteAsync([.. batch.Select(segment => (Fact)new Fact.Recorded(segment))], Stop);
        }
    }

    /// <summary>Everything a console, a start, a round of retention and the recorder's facts ask.</summary>
    private static async Task AskAllAsync(RecordingHost host, CameraId camera)
    {
        var (from, to) = (new DateTimeOffset(2026, 11, 20, 0, 30, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 20, 0, 50, 0, TimeSpan.Zero));
        var (volume, name) = (Guid.CreateVersion7(), new SegmentName(camera, from, 7));
        var (index, recording, retention) = (host.Index, host.Get<RecordingStore>(), host.Get<RetentionStore>());

        _ = await recording.RangesAsync(camera, from, to, TimeSpan.FromSeconds(1), Stop);
        _ = await recording.SegmentsAsync(camera, from, to, Stop, 50);
        _ = await recording.SegmentsAfterAsync(camera, (from, 20), from, to, 50, Stop);
        _ = await recording.FindSegmentAsync(camera, SegmentName.IdOf(camera, 20), Stop);
        _ = await recording.GapsAsync(camera, from, to, Stop);
        _ = await host.Get<TotalsStore>().OfAsync([camera], from, to, Stop);
        _ = await host.Get<CoverageStore>().StretchesAsync(camera, from, to, Stop);
        _ = await host.Get<CoverageStore>().KnownAsync(camera, Stop);
        _ = await host.Get<PaceStore>().OfAsync(camera, to, Stop);

        _ = await index.NewestSequenceAsync(camera, volume, Stop);
        _ = await index.CertainUntilAsync(camera, Stop);
        _ = await index.OpenGapsAsync(camera, Stop);
        _ = await index.NextKnownAsync(camera, from, Stop);
        _ = await index.PathsAsync([name], Stop);
        _ = await index.DeletingAsync(Stop);
        _ = await index.ForgetBeforeAsync(camera, volume, from, Stop);

        await index.MarkDeletingAsync([name], Stop);
        await retention.UnmarkAsync([name], isLocal: true, Stop);
        await index.MarkEvictedAsync([name], Stop);
        _ = await retention.CopiedAsync(volume, FootageClass.Continuous, from, 50, Stop);
        _ = await retention.AwayCamerasAsync(Stop);
        _ = await retention.AwayAsync(camera, FootageClass.Continuous, from, to, 50, Stop);

        var next = IndexTests.SegmentOf(camera, 5000, to.AddDays(1));
        await index.WriteAsync(
            [
                new Fact.Recorded(next),
                new Fact.Missing(new Gap { Id = Guid.CreateVersion7(), CameraId = camera, Start = to.AddDays(2), Cause = Vedette.Contracts.Recording.GapCause.DiskFull, Detail = "full" }),
                new Fact.Evicted(SegmentName.Of(next)),
                new Fact.Deleted(SegmentName.Of(next)),
            ],
            Stop);
    }

    private static async Task<IEnumerable<string>> PlanAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        // Dapper writes a list's members out when it runs the statement; the plan is the same for one.
        sql = System.Text.RegularExpressions.Regex.Replace(sql, @"\bin (@\w+)", "in ($1)");
        command.CommandText = "explain query plan " + sql;
        foreach (var parameter in System.Text.RegularExpressions.Regex.Matches(sql, "@[A-Za-z]+").Select(match => match.Value).Distinct())
        {
            var bound = command.CreateParameter();
            (bound.ParameterName, bound.Value) = (parameter, DBNull.Value);
            _ = command.Parameters.Add(bound);
        }

        var steps = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(Stop);
        while (await reader.ReadAsync(Stop))
        {
            steps.Add(reader.GetString(3));
        }

        return steps;
    }

    /// <summary>How often each table was read as a whole, told when all who read it have left.</summary>
    private static async Task<IReadOnlyList<(string Table, long Scans)>> ScansAsync(NpgsqlConnection connection)
    {
        await RecordingHost.WaitForAsync(
            () => connection.ExecuteScalarAsync<long>("select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"),
            others => others == 0,
            "everybody else to leave the database");
        return [.. await connection.QueryAsync<(string, long)>(
            "select relname, seq_scan from pg_stat_user_tables where relname = any(@Growing) order by relname", new { Growing })];
    }
}
