using System.Globalization;
using Dapper;
using Vedette.Contracts.Audit;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Encryption;

namespace Vedette.Recording.Storage;

/// <summary>The keys of encrypted footage the index knows of.</summary>
internal sealed class FootageKeyStore(Database<RecordingModule> database, TimeProvider time)
{
    private const string Columns = "id as Id, camera_id as CameraId, day as Day, destroyed_at as DestroyedAt";

    /// <summary>Whether the index has footage that starts on that UTC day, here or in the archive.</summary>
    public Task<bool> HasFootageAsync(CameraId camera, DateOnly day, CancellationToken cancellation)
    {
        var from = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        return database.ReadAsync(
            async connection => await connection.ExecuteScalarAsync<long>(new CommandDefinition(
                "select count(*) from (select 1 from segments where camera_id = @camera and start_at >= @from and start_at < @to limit 1) as one_is_enough",
                new { camera, from, to = from.AddDays(1) },
                cancellationToken: cancellation)) > 0,
            cancellation);
    }

    /// <summary>Notes a key; once is enough.</summary>
    public Task NoteAsync(Guid id, CameraId camera, DateOnly day, CancellationToken cancellation) =>
        database.WriteAsync(
            unit => unit.ExecuteAsync(
                """
                insert into footage_keys (id, camera_id, day, noted_at, destroyed_at) values (@id, @camera, @day, @now, null)
                on conflict (id) do nothing
                """,
                new { id, camera, day = Text(day), now = time.GetUtcNow() }),
            cancellation);

    /// <summary>Writes down that a key is gone, and with it every copy of that footage.</summary>
    public Task DestroyedAsync(KnownKey key, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                var now = time.GetUtcNow();
                if (await unit.ExecuteAsync("update footage_keys set destroyed_at = @now where id = @KeyId and destroyed_at is null", new { now, key.KeyId }) > 0)
                {
                    await unit.EmitAsync(
                        new ActionRecorded(
                            Guid.CreateVersion7(now),
                            "recording.footage-key-destroyed",
                            "system",
                            key.CameraId.Value,
                            $"Key {key.KeyId} of {Text(key.Day)}: what was recorded under it cannot be read any more, wherever copies are.",
                            now),
                        "system");
                }
            },
            cancellation);

    /// <summary>Keys whose footage may be gone: all that are not destroyed, oldest day first.</summary>
    public Task<IReadOnlyList<KnownKey>> PresentAsync(CancellationToken cancellation) =>
        ReadAsync($"select {Columns} from footage_keys where destroyed_at is null order by day, id", new { }, cancellation);

    /// <summary>All keys, newest first, before that one.</summary>
    public Task<IReadOnlyList<KnownKey>> ListAsync(Guid? before, int most, CancellationToken cancellation) =>
        before is { } id
            ? ReadAsync($"select {Columns} from footage_keys where id < @id order by id desc limit @most", new { id, most }, cancellation)
            : ReadAsync($"select {Columns} from footage_keys order by id desc limit @most", new { most }, cancellation);

    private Task<IReadOnlyList<KnownKey>> ReadAsync(string sql, object parameters, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<KnownKey>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
                return [.. rows.Select(row => new KnownKey(row.Id, row.CameraId, DateOnly.ParseExact(row.Day, "yyyy-MM-dd", CultureInfo.InvariantCulture), row.DestroyedAt))];
            },
            cancellation);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Row
    {
        public Guid Id { get; init; }

        public CameraId CameraId { get; init; }

        public string Day { get; init; } = "";

        public DateTimeOffset? DestroyedAt { get; init; }
    }
}
