using Vedette.Contracts.Identity;
using Vedette.Platform.Access;

namespace Vedette.Recording.Features;

/// <summary>Keeps in step with what users may do: what is sent to somebody who may no more ends.</summary>
internal sealed class FollowUsers(AccessNews news)
{
    public Task HandleAsync(AccessChanged changed, CancellationToken cancellation) => news.HearAsync(
        new UserAccess(changed.UserId, changed.Version, changed.Active, changed.Username, changed.Roles, changed.Grants, changed.At), cancellation);

    public Task HandleAsync(SignInEnded ended, CancellationToken cancellation) => news.HearEndedAsync(ended.SignInId, ended.At, cancellation);
}
