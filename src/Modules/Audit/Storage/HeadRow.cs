namespace Vedette.Audit.Storage;

internal sealed record HeadRow
{
    public const string Select = "select sequence as Sequence, hash as Hash from head where id = 1";

    public long Sequence { get; init; }

    public byte[] Hash { get; init; } = [];
}
