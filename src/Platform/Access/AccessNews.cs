using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Platform.Storage;

namespace Vedette.Platform.Access;

/// <summary>
/// What this process heard of people's access since their tokens were issued: a token cannot be called back, but what it says can be
/// overtaken. Remembered as long as an older token can be about, over restarts too.
/// </summary>
public sealed class AccessNews : IDisposable
{
    /// <summary>Longer than any access token lives (60 minutes, <c>identity:accessTokenMinutes</c>) and clocks differ.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(62);

    /// <summary>More changes than an hour brings; beyond it the oldest go.</summary>
    private const int MostRemembered = 20_000;

    private readonly ConcurrentDictionary<UserId, UserAccess> _users = new();
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _ended = new();
    private readonly LocalSnapshot<Kept> _snapshot;
    private readonly TimeProvider _time;
    private ImmutableArray<Action> _listeners = [];

    /// <summary>Takes up what was kept before a restart.</summary>
    /// <param name="path">The file it is kept in.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Told when the file cannot be read.</param>
    internal AccessNews(string path, TimeProvider time, ILogger<AccessNews> log)
    {
        (_snapshot, _time) = (new LocalSnapshot<Kept>(path), time);
        try
        {
            var kept = _snapshot.Load() ?? new Kept([], new Dictionary<Guid, DateTimeOffset>());
            foreach (var access in kept.Users)
            {
                _users[access.UserId] = access;
            }

            foreach (var (signIn, at) in kept.Ended)
            {
                _ended[signIn] = at;
            }
        }
        catch (FaultException fault)
        {
            PlatformLog.AccessNewsUnreadable(log, fault);
        }
    }

    /// <summary>Takes a change in, for the very next request. Of two the one with the higher version stays.</summary>
    public void Hear(UserAccess access)
    {
        _ = _users.AddOrUpdate(access.UserId, access, (_, known) => access.Version > known.Version ? access : known);
        Tell();
    }

    /// <summary>Takes in that a sign-in, or an API key, is good no more.</summary>
    /// <param name="signIn">Its id, as tokens name it.</param>
    /// <param name="at">When it ended, UTC.</param>
    public void HearEnded(Guid signIn, DateTimeOffset at)
    {
        _ = _ended.TryAdd(signIn, at);
        Tell();
    }

    /// <summary>As <see cref="Hear"/>, and keeps it over a restart.</summary>
    /// <exception cref="FaultException">It cannot be kept (disk); it counts nevertheless.</exception>
    public Task HearAsync(UserAccess access, CancellationToken ct)
    {
        Hear(access);
        return KeepAsync(ct);
    }

    /// <summary>As <see cref="HearEnded"/>, and keeps it over a restart.</summary>
    /// <exception cref="FaultException">It cannot be kept (disk); it counts nevertheless.</exception>
    public Task HearEndedAsync(Guid signIn, DateTimeOffset at, CancellationToken ct)
    {
        HearEnded(signIn, at);
        return KeepAsync(ct);
    }

    /// <summary>The caller as of now: with the newest access heard of, and only the grants in force.</summary>
    /// <returns><see langword="null"/> when the user may do nothing any more or the sign-in has ended.</returns>
    public Caller? Apply(Caller caller)
    {
        if (caller.SignIn is { } signIn && _ended.ContainsKey(signIn))
        {
            return null;
        }

        if (_users.TryGetValue(caller.UserId, out var news) && news.Version > caller.Version)
        {
            if (!news.IsActive)
            {
                return null;
            }

            caller = caller with { Name = news.Name, Roles = news.Roles, Given = UserAccess.Read(news.Grants), Version = news.Version };
        }

        return caller.At(_time.GetUtcNow());
    }

    /// <summary>Calls <paramref name="changed"/> after each piece of news, until the result is disposed of. It must be quick and not throw.</summary>
    public IDisposable Listen(Action changed)
    {
        _ = ImmutableInterlocked.Update(ref _listeners, (all, one) => all.Add(one), changed);
        return new Listening(this, changed);
    }

    /// <inheritdoc/>
    public void Dispose() => _snapshot.Dispose();

    private void Tell()
    {
        foreach (var listener in _listeners)
        {
            listener();
        }
    }

    private Task KeepAsync(CancellationToken ct)
    {
        var since = _time.GetUtcNow() - Remembered;
        Forget(_users, access => access.At, since);
        Forget(_ended, at => at, since);
        return _snapshot.SaveAsync(new Kept([.. _users.Values], _ended.ToDictionary()), ct);
    }

    private static void Forget<TKey, TValue>(ConcurrentDictionary<TKey, TValue> all, Func<TValue, DateTimeOffset> when, DateTimeOffset since)
        where TKey : notnull
    {
        var tooMany = all.Count - MostRemembered;
        foreach (var one in all.OrderBy(one => when(one.Value)).TakeWhile((one, index) => when(one.Value) < since || index < tooMany))
        {
            _ = all.TryRemove(one);
        }
    }

    private sealed record Kept(IReadOnlyList<UserAccess> Users, IReadOnlyDictionary<Guid, DateTimeOffset> Ended);

    private sealed class Listening(AccessNews news, Action changed) : IDisposable
    {
        public void Dispose() => _ = ImmutableInterlocked.Update(ref news._listeners, (all, one) => all.Remove(one), changed);
    }
}
