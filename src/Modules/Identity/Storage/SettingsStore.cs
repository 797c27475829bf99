using Dapper;
using Vedette.Identity.Domain;
using Vedette.Platform.Storage;

namespace Vedette.Identity.Storage;

/// <summary>What an administrator switches while the program runs.</summary>
internal sealed class SettingsStore(Database<IdentityModule> database)
{
    public Task<Settings> GetAsync(CancellationToken cancellation) =>
        database.ReadAsync(
            connection => connection.QuerySingleAsync<Settings>(
                new CommandDefinition("select registration from settings", cancellationToken: cancellation)),
            cancellation);

    public Task<Settings> ChangeAsync(bool? registration, Deed deed, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                if (registration is { } wanted && await unit.ExecuteAsync(
                    "update settings set registration = @wanted where registration <> @wanted", new { wanted }) == 1)
                {
                    await unit.EmitAsync(
                        deed.Record("settings-changed", null, $"People may register themselves: {(wanted ? "yes" : "no")}"),
                        deed.Actor);
                }

                return (await unit.QuerySingleOrDefaultAsync<Settings>("select registration from settings"))!;
            },
            cancellation);
}
