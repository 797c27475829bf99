using Vedette.Contracts.Identity;
using Vedette.Platform.Access;
using Vedette.Streams.Restreaming;
using Vedette.Streams.Storage;

namespace Vedette.Streams.Features;

/// <summary>Keeps in step with what users may do, and lets go of what those left who are gone.</summary>
internal sealed class FollowUsers(AccessNews news, OwnerStore owners, StreamKeyStore keys, LayoutStore layouts, RestreamServer server)
{
    /// <summary>What is shown now ends first, then the keys are good for less.</summary>
    public async Task HandleAsync(AccessChanged changed, CancellationToken cancellation)
    {
        var access = new UserAccess(changed.UserId, changed.Version, changed.Active, changed.Username, changed.Roles, changed.Grants, changed.At);
        await news.HearAsync(access, cancellation);
        await owners.SaveAsync(access, cancellation);
    }

    public Task HandleAsync(SignInEnded ended, CancellationToken cancellation) => news.HearEndedAsync(ended.SignInId, ended.At, cancellation);

    public async Task HandleAsync(UserDeleted deleted, CancellationToken cancellation)
    {
        foreach (var key in await keys.DeleteOfAsync(deleted.UserId, cancellation))
        {
            server.End(key);
        }

        await layouts.DeleteOfAsync(deleted.UserId, cancellation);
    }
}
