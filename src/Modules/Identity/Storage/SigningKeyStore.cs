using Dapper;
using Vedette.Identity.Tokens;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;

namespace Vedette.Identity.Storage;

/// <summary>Private signing keys, encrypted with the installation's key.</summary>
internal sealed class SigningKeyStore(Database<IdentityModule> database, SecretProtector secrets)
{
    private const string Purpose = "token-signing-key";

    /// <summary>All keys, newest first.</summary>
    public Task<IReadOnlyList<SigningKey>> ListAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<SigningKey>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<Row>(new CommandDefinition(
                    "select protected_key, created_at from signing_keys order by created_at desc, id",
                    cancellationToken: cancellation));
                return [.. rows.Select(row => new SigningKey(TokenSigner.FromPem(secrets.Unprotect(Purpose, row.ProtectedKey)), row.CreatedAt))];
            },
            cancellation);

    public Task AddAsync(TokenSigner signer, DateTimeOffset at, CancellationToken cancellation) =>
        database.WriteAsync(
            unit => unit.ExecuteAsync(
                "insert into signing_keys (id, protected_key, created_at) values (@KeyId, @Key, @at)",
                new { signer.KeyId, Key = secrets.Protect(Purpose, signer.ExportPem()), at }),
            cancellation);

    public Task RemoveAsync(IReadOnlyList<string> keyIds, CancellationToken cancellation) =>
        keyIds.Count == 0
            ? Task.CompletedTask
            : database.WriteAsync(
                async unit =>
                {
                    foreach (var keyId in keyIds)
                    {
                        _ = await unit.ExecuteAsync("delete from signing_keys where id = @keyId", new { keyId });
                    }
                },
                cancellation);

    private sealed record Row(string ProtectedKey, DateTimeOffset CreatedAt);
}
