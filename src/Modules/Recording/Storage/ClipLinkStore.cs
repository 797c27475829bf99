using Dapper;
using Vedette.Contracts.Audit;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;
using Vedette.Recording.Clips;

namespace Vedette.Recording.Storage;

/// <summary>The links to clips. Making one and using one is written down in the same transaction.</summary>
internal sealed class ClipLinkStore(Database<RecordingModule> database, TimeProvider time)
{
    /// <summary>Whoever uses a link is nobody we know.</summary>
    private const string Anonymous = "link";

    // As long as an expired link is told apart from one that never was.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    public Task AddAsync(ClipLink link, Caller caller, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                _ = await unit.ExecuteAsync("delete from clip_links where expires_at < @long", new { @long = time.GetUtcNow() - Remembered });
                _ = await unit.ExecuteAsync(
                    """
                    insert into clip_links (id, clip_id, camera_id, token_hash, created_at, expires_at)
                    values (@Id, @ClipId, @CameraId, @TokenHash, @CreatedAt, @ExpiresAt)
                    """,
                    link);
                await unit.EmitAsync(
                    Action("recording.clip-link-created", caller.Actor, caller.Address, link, $"Link {link.Id} to the file of camera {link.CameraId}, good until {link.ExpiresAt:O}."),
                    caller.Actor);
            },
            cancellation);

    public Task<ClipLink?> FindAsync(string tokenHash, CancellationToken cancellation) =>
        database.ReadAsync(
            async connection => (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
                """
                select id as Id, clip_id as ClipId, camera_id as CameraId, token_hash as TokenHash, created_at as CreatedAt, expires_at as ExpiresAt
                from clip_links where token_hash = @tokenHash
                """,
                new { tokenHash },
                cancellationToken: cancellation)))?.ToLink(),
            cancellation);

    public Task RecordUseAsync(ClipLink link, string? address, CancellationToken cancellation) =>
        database.WriteAsync(
            unit => unit.EmitAsync(
                Action("recording.clip-link-used", Anonymous, address, link, $"Link {link.Id} to the file of camera {link.CameraId}, from {address ?? "an unknown address"}."), Anonymous),
            cancellation);

    private ActionRecorded Action(string action, string actor, string? address, ClipLink link, string detail) =>
        new(Guid.CreateVersion7(), action, actor, link.ClipId, detail, time.GetUtcNow()) { Address = address };

    private sealed record Row
    {
        public Guid Id { get; init; }

        public Guid ClipId { get; init; }

        public CameraId CameraId { get; init; }

        public string TokenHash { get; init; } = "";

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset ExpiresAt { get; init; }

        public ClipLink ToLink() => new(Id, ClipId, CameraId, TokenHash, CreatedAt, ExpiresAt);
    }
}
