using System.Security.Cryptography;
using Vedette.Foundation;
using Vedette.Recording.Footage;
using Vedette.Recording.Settings;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Marks;

/// <summary>Takes in what happens before cameras: tells the recorders at once, then marks what surrounds it.</summary>
/// <remarks>
/// Belongs here: which stretch an event wants, by the camera's policy. Does not: writing footage. Works without a database.
/// Motion that lasts wants a little more than now, again and again, so that nobody who forgets to end it wants for ever.
/// </remarks>
internal sealed class EventIntake(LiveEvents live, FootageMarks marks, LivePolicies policies, TimeProvider time)
{
    /// <summary>How often <see cref="TendAsync"/> is to be called at least.</summary>
    public static readonly TimeSpan TendEvery = TimeSpan.FromSeconds(5);

    /// <summary>Motion nobody ended ends by itself: its end was lost, or the camera rests never.</summary>
    public static readonly TimeSpan LongestMotion = TimeSpan.FromHours(1);

    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(30);

    private readonly Dictionary<(CameraId Camera, string Source), Mark> _lasting = [];
    private readonly Lock _gate = new();

    /// <summary>Something began to move, or rests again.</summary>
    /// <param name="occasion">The same when it is told again.</param>
    /// <param name="camera">The camera.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="isActive">Whether it moves.</param>
    /// <param name="source">Who says so.</param>
    /// <param name="cancellation">Stops waiting for the volume.</param>
    public Task MoveAsync(Guid occasion, CameraId camera, DateTimeOffset at, bool isActive, string source, CancellationToken cancellation)
    {
        Mark? mark;
        lock (_gate)
        {
            mark = isActive ? Begin(occasion, camera, at, source) : End(camera, at, source);
        }

        return mark is null ? Task.CompletedTask : SayAsync(mark, cancellation);
    }

    /// <summary>Something happened, and what surrounds it is worth keeping.</summary>
    /// <param name="camera">The camera.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="why">What it makes of the footage.</param>
    /// <param name="before">What is worth keeping before it; null for the camera's pre-roll.</param>
    /// <param name="after">What is worth keeping after it; null for the camera's post-roll.</param>
    /// <param name="reason">Words for people.</param>
    /// <param name="cancellation">Stops waiting for the volume.</param>
    /// <param name="occasion">The same when it is told again; null when it never is.</param>
    /// <returns>The id of the mark.</returns>
    public async Task<Guid> RaiseAsync(
        CameraId camera,
        DateTimeOffset at,
        FootageClass why,
        TimeSpan? before,
        TimeSpan? after,
        string reason,
        CancellationToken cancellation,
        Guid? occasion = null)
    {
        var policy = policies.Of(camera);
        var mark = new Mark
        {
            Id = occasion is { } known ? OfCamera(known, camera) : Guid.CreateVersion7(time.GetUtcNow()),
            CameraId = camera,
            From = at - (before ?? TimeSpan.FromSeconds(policy.PreRollSeconds)),
            To = at + (after ?? TimeSpan.FromSeconds(policy.PostRollSeconds)),
            Class = why,
            Reason = reason,
        };
        await SayAsync(mark, cancellation);
        return mark.Id;
    }

    /// <summary>Motion that lasts goes on being wanted.</summary>
    public async Task TendAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        List<Mark> changed = [];
        lock (_gate)
        {
            foreach (var (key, mark) in _lasting.ToList())
            {
                if (now - mark.From >= LongestMotion)
                {
                    changed.Add(End(key.Camera, now, key.Source)!);
                }
                else if (mark.To - now < Ahead / 2)
                {
                    changed.Add(_lasting[key] = mark with { To = now + Ahead });
                }
            }
        }

        foreach (var mark in changed)
        {
            await SayAsync(mark, cancellation);
        }
    }

    /// <summary>After a restart: what was marked beyond now goes on being wanted.</summary>
    public void Resume(IEnumerable<CameraId> cameras)
    {
        var now = time.GetUtcNow();
        foreach (var camera in cameras)
        {
            foreach (var mark in marks.Between(camera, now, now + Mark.Longest))
            {
                live.Want(camera, mark.Id, mark.From, mark.To, now);
            }
        }
    }

    /// <summary>One occasion may mark several cameras; told again, it marks none of them twice.</summary>
    private static Guid OfCamera(Guid occasion, CameraId camera) =>
        new(SHA256.HashData([.. occasion.ToByteArray(bigEndian: true), .. camera.Value.ToByteArray(bigEndian: true)]).AsSpan(0, 16), bigEndian: true);

    private Mark? Begin(Guid occasion, CameraId camera, DateTimeOffset at, string source)
    {
        if (_lasting.ContainsKey((camera, source)))
        {
            return null;
        }

        return _lasting[(camera, source)] = new Mark
        {
            Id = occasion,
            CameraId = camera,
            From = at - TimeSpan.FromSeconds(policies.Of(camera).PreRollSeconds),
            // Not from now on: what is heard of an hour late is over by the next message.
            To = at + Ahead,
            Class = FootageClass.Motion,
            Reason = $"Motion, says {source}.",
        };
    }

    private Mark? End(CameraId camera, DateTimeOffset at, string source)
    {
        if (!_lasting.Remove((camera, source), out var mark))
        {
            return null;
        }

        var end = at + TimeSpan.FromSeconds(policies.Of(camera).PostRollSeconds);
        var latest = mark.From + Mark.Longest;
        return mark with { To = end < latest ? end : latest };
    }

    private Task SayAsync(Mark mark, CancellationToken cancellation)
    {
        live.Want(mark.CameraId, mark.Id, mark.From, mark.To, time.GetUtcNow());
        return marks.PutAsync(mark, cancellation);
    }
}
