using System.Text.Json;
using Dapper;
using Vedette.Contracts.Sensing;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Sensing.Domain;

namespace Vedette.Sensing.Storage;

/// <summary>Whether things answered when that was told last.</summary>
internal sealed class StandingStore(Database<SensingModule> database)
{
    /// <summary>With the transaction that tells it.</summary>
    public static Task SaveAsync(UnitOfWork unit, DeviceStatusChanged changed) =>
        unit.ExecuteAsync(
            """
            insert into standings (device, status, since, last_online) values (@DeviceId, @Status, @At, @LastOnline)
            on conflict (device) do update set status = excluded.status, since = excluded.since, last_online = excluded.last_online
            """,
            new { changed.DeviceId, Status = Word(changed.Status), changed.At, changed.LastOnline });

    public Task ForgetAsync(DeviceId device, CancellationToken cancellation) =>
        database.WriteAsync(unit => unit.ExecuteAsync("delete from standings where device = @device", new { device }), cancellation);

    public Task<Dictionary<DeviceId, Standing>> AllAsync(CancellationToken cancellation) =>
        database.ReadAsync(
            async connection => (await connection.QueryAsync<Row>(new CommandDefinition(
                    "select device as Device, status as Status, since as Since, last_online as LastOnline from standings", cancellationToken: cancellation)))
                .ToDictionary(row => row.Device, row => new Standing(JsonSerializer.Deserialize<DeviceStatus>($"\"{row.Status}\""), row.Since, row.LastOnline)),
            cancellation);

    private static string Word(DeviceStatus status) => JsonSerializer.Serialize(status).Trim('"');

    private sealed record Row(DeviceId Device, string Status, DateTimeOffset Since, DateTimeOffset? LastOnline);
}
