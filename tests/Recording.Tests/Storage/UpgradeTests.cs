using System.Data.Common;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using Vedette.Foundation;
using Vedette.Media.Tests.Mp4;
using Vedette.Platform.Storage;
using Vedette.Recording.Footage;
using Vedette.Recording.Roster;
using Vedette.Recording.Tests.Playback;
using Vedette.Recording.Tests.Rig;
using Vedette.Support;
using Xunit;

namespace Vedette.Recording.Tests.Storage;

/// <summary>What the program before this one left behind is taken over, on both databases.</summary>
public sealed class UpgradeTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [Theory]
    [InlineData(Dialect.Sqlite, 2)]
    [InlineData(Dialect.Sqlite, 13)]
    [InlineData(Dialect.Postgres, 2)]
    [InlineData(Dialect.Postgres, 13)]
    public async Task Footage_gaps_exports_and_cameras_of_the_version_before_are_still_there(Dialect dialect, int version)
    {
        using var folder = new TemporaryFolder();
        var postgres = dialect == Dialect.Postgres ? await (await PostgresServer.SharedAsync()).CreateDatabaseAsync() : null;
        var (camera, segments) = await RecordAsync(folder);
        var (gap, export) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await MakeOldAsync(folder, postgres, camera, segments, gap, export);
        await BringToAsync(folder, postgres, version);

        await using var host = await RecordingHost.StartAsync(
            adjust: options => options with { DataDirectory = folder.Path, PostgresConnectionString = postgres });
        using var http = host.Client();

        var listed = await RecordingHost.WaitForAsync(
            () => host.Index.AllSegmentsAsync(camera, Stop), rows => rows.Count == segments.Count, "the old segments");
        Assert.Equal(segments.Select(segment => (segment.Id, segment.Path)), listed.Select(segment => (segment.Id, segment.Path)));
        Assert.All(listed, segment => Assert.True(segment.IsLocal && segment.Class == FootageClass.Continuous && segment.ArchivedAs is null));
        Assert.Contains(await host.Index.AllGapsAsync(camera, Stop), known => known.Id == gap);
        Assert.Equal("Old door", host.Get<CameraRoster>().Find(camera)!.Name);
        Assert.DoesNotContain(await host.CheckIndexAsync(), difference => difference.Contains(".mp4", StringComparison.Ordinal));

        var order = await http.GetFromJsonAsync<JsonElement>($"/api/recording/exports/{export}", Stop);
        Assert.Equal("because", order.GetProperty("reason").GetString());
        var day = segments[0].Start.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var coverage = await http.GetFromJsonAsync<JsonElement>($"/api/recording/cameras/{camera}/coverage?from={day}&to={day}", Stop);
        Assert.True(coverage.GetProperty("days")[0].GetProperty("recordedSeconds").GetDouble() > 1);
        var totals = await http.GetFromJsonAsync<JsonElement>($"/api/recording/cameras/{camera}", Stop);
        Assert.Equal(segments.Sum(segment => segment.Bytes), totals.GetProperty("bytes").GetInt64());
    }

    private static async Task<(CameraId Camera, IReadOnlyList<Segment> Segments)> RecordAsync(TemporaryFolder folder)
    {
        await using var rig = await FootageRig.StartAsync(data: folder.Path);
        return (rig.Camera, await rig.RecordAsync(await TestClip.PlainAsync(), TimeSpan.Zero));
    }

    /// <summary>The folder and the tables as the version before had them: everything on the one volume, two migrations.</summary>
    private static async Task MakeOldAsync(
        TemporaryFolder folder, string? postgres, CameraId camera, IReadOnlyList<Segment> segments, Guid gap, Guid export)
    {
        var volume = Path.Combine(folder.Path, "recordings");
        Directory.Delete(Path.Combine(folder.Path, "databases"), recursive: true);
        Directory.Delete(Path.Combine(folder.Path, "recording"), recursive: true);
        await File.WriteAllTextAsync(Path.Combine(volume, "volume.json"), JsonSerializer.Serialize(new { id = segments[0].VolumeId }, Json), Stop);
        await File.WriteAllTextAsync(
            Path.Combine(volume, "roster.json"),
            JsonSerializer.Serialize(
                new[] { new { id = camera.Value, name = "Old door", wanted = false, removed = false, version = 4, changedAt = FootageRig.Start, changedBy = "ana" } }, Json),
            Stop);

        _ = Directory.CreateDirectory(Path.Combine(folder.Path, "databases"));
        await using var connection = await OpenAsync(folder, postgres);
        await DoAsync(connection, postgres is null ? "" : "create schema recording; set search_path to recording;");
        await DoAsync(connection, Resolved("create table schema_migrations (owner text not null, number {integer} not null, name text not null, hash text not null, applied {instant} not null, primary key (owner, number))", postgres));
        foreach (var (number, name) in new[] { (1, "recording"), (2, "exports") })
        {
            await ApplyAsync(connection, number, name, postgres);
        }

        await DoAsync(connection, $"insert into cameras values ('{camera}', 'Old door', false, false, 4, 0, 'ana')");
        foreach (var segment in segments)
        {
            await DoAsync(connection, $"""
                insert into segments values ('{segment.Id}', '{camera}', '{segment.RunId}', {segment.Sequence}, {segment.Start.ToUnixMicroseconds()}, {segment.End.ToUnixMicroseconds()},
                  {segment.Bytes}, '{segment.Codec}', {segment.Width}, {segment.Height}, null, {Blob(segment.Sha256, postgres)}, {Blob(segment.ChainHash, postgres)}, '{segment.VolumeId}', '{segment.Path}', false)
                """);
        }

        var end = segments[^1].End.ToUnixMicroseconds();
        await DoAsync(connection, $"insert into gaps values ('{gap}', '{camera}', {end}, {end + 60_000_000}, 'camera-unreachable', 'gone')");
        await DoAsync(connection, $"insert into exports values ('{export}', '[\"{camera}\"]', {end - 10_000_000}, {end}, 'because', 'failed', 0, 'ana', '{{\"bytes\":0,\"files\":[],\"gaps\":[]}}', 'the disk was full')");
    }

    /// <summary>What the versions in between did with those rows.</summary>
    private static async Task BringToAsync(TemporaryFolder folder, string? postgres, int version)
    {
        await using var connection = await OpenAsync(folder, postgres);
        await DoAsync(connection, postgres is null ? "" : "set search_path to recording;");
        foreach (var file in typeof(RecordingModule).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Select(name => name.Split('.')[^2]).Order(StringComparer.Ordinal))
        {
            var number = int.Parse(file[..4], System.Globalization.CultureInfo.InvariantCulture);
            if (number > 2 && number <= version)
            {
                await ApplyAsync(connection, number, file[5..], postgres);
            }
        }
    }

    private static async Task<DbConnection> OpenAsync(TemporaryFolder folder, string? postgres)
    {
        DbConnection connection = postgres is null
            ? new SqliteConnection($"Data Source={Path.Combine(folder.Path, "databases", "recording.db")};Pooling=False")
            : new NpgsqlConnection(postgres);
        await connection.OpenAsync(Stop);
        return connection;
    }

    private static async Task ApplyAsync(DbConnection connection, int number, string name, string? postgres)
    {
        var sql = Migration($"{number:0000}_{name}.sql");
        await DoAsync(connection, Resolved(sql, postgres));
        await DoAsync(connection, $"insert into schema_migrations values ('recording', {number}, '{name}', '{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)))}', 0)");
    }

    private static string Blob(byte[] bytes, string? postgres) =>
        postgres is null ? $"X'{Convert.ToHexString(bytes)}'" : $"'\\x{Convert.ToHexString(bytes)}'";

    private static string Migration(string name)
    {
        var assembly = typeof(RecordingModule).Assembly;
        using var reader = new StreamReader(assembly.GetManifestResourceStream(
            assembly.GetManifestResourceNames().Single(resource => resource.EndsWith(name, StringComparison.Ordinal)))!);
        return reader.ReadToEnd();
    }

    private static string Resolved(string sql, string? postgres) =>
        new[] { ("{uuid}", "text", "uuid"), ("{instant}", "integer", "bigint"), ("{integer}", "integer", "bigint"), ("{boolean}", "integer", "boolean"), ("{blob}", "blob", "bytea") }
            .Aggregate(sql, (text, token) => text.Replace(token.Item1, postgres is null ? token.Item2 : token.Item3, StringComparison.Ordinal));

    private static async Task DoAsync(DbConnection connection, string sql)
    {
        if (sql.Length > 0)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            _ = await command.ExecuteNonQueryAsync(Stop);
        }
    }
}
