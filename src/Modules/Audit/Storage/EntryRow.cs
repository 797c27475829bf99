using Vedette.Audit.Domain;

namespace Vedette.Audit.Storage;

internal sealed record EntryRow
{
    public const string Columns =
        "sequence as Sequence, id as Id, at as At, action as Action, actor as Actor, target as Target, detail as Detail, hash as Hash, "
        + "form as Form, address as Address, failed as Failed";

    public long Sequence { get; init; }

    public Guid Id { get; init; }

    public DateTimeOffset At { get; init; }

    public string Action { get; init; } = "";

    public string Actor { get; init; } = "";

    public Guid? Target { get; init; }

    public string Detail { get; init; } = "";

    public byte[] Hash { get; init; } = [];

    public int Form { get; init; }

    public string? Address { get; init; }

    public bool? Failed { get; init; }

    public Entry ToEntry() => new()
    {
        Sequence = Sequence,
        Id = Id,
        At = At,
        Action = Action,
        Actor = Actor,
        Target = Target,
        Detail = Detail,
        Hash = Hash,
        Form = Form,
        Address = Address,
        Failed = Failed ?? false,
    };
}
