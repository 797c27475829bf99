using Dapper;
using Vedette.Contracts.Recording;
using Vedette.Platform.Storage;
using Vedette.Recording.Alarms;

namespace Vedette.Recording.Storage;

/// <summary>The alarms others were told of: told and noted in one transaction.</summary>
internal sealed class AlarmStore(Database<RecordingModule> database)
{
    private const string System = "system";

    public Task<IReadOnlyList<AnnouncedAlarm>> AllAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<AnnouncedAlarm>>(
            async connection => [.. await connection.QueryAsync<AnnouncedAlarm>(new CommandDefinition(
                "select id as Id, code as Code, about as About, since as Since from announced_alarms", cancellationToken: cancellation))],
            cancellation);

    public Task RaiseAsync(Guid id, Alarm alarm, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                _ = await unit.ExecuteAsync(
                    "insert into announced_alarms (id, code, about, since) values (@id, @Code, @Subject, @Since)",
                    new { id, alarm.Code, alarm.Subject, alarm.Since });
                await unit.EmitAsync(
                    new StorageAlarmRaised(id, alarm.Code, alarm.Subject, alarm.Severity == AlarmSeverity.Serious, alarm.Text, alarm.Since), System);
            },
            cancellation);

    public Task ClearAsync(AnnouncedAlarm alarm, DateTimeOffset at, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                if (await unit.ExecuteAsync("delete from announced_alarms where id = @Id", new { alarm.Id }) > 0)
                {
                    await unit.EmitAsync(new StorageAlarmCleared(alarm.Id, alarm.Code, alarm.About, at), System);
                }
            },
            cancellation);
}
