using Vedette.Identity.Tokens;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;

namespace Vedette.Identity.Storage;

/// <summary>
/// Makes changes of people and of what they may do, one at a time: so two administrators cannot each demote the other, and
/// whose version is higher knows more. What was changed is told with the transaction, and counts in this process from the
/// moment of the commit.
/// </summary>
internal sealed class AccessChanges(Database<IdentityModule> database, AccessNews news, SignInEnds ends)
{
    public async Task<T> WriteAsync<T>(string actor, DateTimeOffset at, Func<AccessChange, Task<T>> work, CancellationToken cancellation)
    {
        var (result, told, ended) = await database.WriteAsync(
            async unit =>
            {
                // Writing the one row locks it, on both databases, until the transaction ends.
                _ = await unit.ExecuteAsync("update settings set id = id");
                var change = new AccessChange(unit);
                var done = await work(change);
                return (done, await change.TellAsync(actor, at), change.Ended);
            },
            cancellation);
        foreach (var access in told)
        {
            news.Hear(access);
        }

        await ends.HearAsync(ended, at);
        return result;
    }
}
