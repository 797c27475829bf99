using Vedette.Audit.Domain;

namespace Vedette.Audit.Features;

/// <summary>Who did what to which thing, and when.</summary>
internal sealed record ActionView
{
    public required long Sequence { get; init; }

    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Action { get; init; }

    /// <summary>A user id, or <c>system</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>The user's name; null when it is not known.</summary>
    public string? ActorName { get; init; }

    public Guid? Target { get; init; }

    public required string Detail { get; init; }

    /// <summary>The network address it was done from; null when it is not known.</summary>
    public string? Address { get; init; }

    /// <summary>Whether it was tried and refused.</summary>
    public required bool Failed { get; init; }

    /// <summary>Hexadecimal SHA-256 of this entry and all before it.</summary>
    public required string Hash { get; init; }

    public static ActionView Of(Entry entry, IReadOnlyDictionary<string, string> names) => new()
    {
        Sequence = entry.Sequence,
        Id = entry.Id,
        At = entry.At,
        Action = entry.Action,
        Actor = entry.Actor,
        ActorName = names.GetValueOrDefault(entry.Actor),
        Target = entry.Target,
        Detail = entry.Detail,
        Address = entry.Address,
        Failed = entry.Failed,
        Hash = Convert.ToHexStringLower(entry.Hash),
    };
}
