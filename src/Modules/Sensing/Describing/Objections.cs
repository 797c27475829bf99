namespace Vedette.Sensing.Describing;

/// <summary>What is wrong with a description, as far as it is worth telling; and how much of it was read.</summary>
internal sealed class Objections
{
    private const int Most = 20;

    private readonly List<string> _errors = [];
    private readonly List<string> _remarks = [];
    private int _schemas;

    /// <summary>What makes it no Thing Description.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>What is odd and can be lived with.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>Whether one more schema may be read; a few bytes of text make a large one.</summary>
    public bool TakeSchema() => ++_schemas <= DescriptionLimits.Schemas;

    public void Refuse(DescriptionNode where, string what) => Note(_errors, where, what);

    public void Remark(DescriptionNode where, string what) => Note(_remarks, where, what);

    private static void Note(List<string> notes, DescriptionNode where, string what)
    {
        if (notes.Count < Most)
        {
            notes.Add(where.Path is { Length: > 0 } path ? $"{path}: {what}" : what);
        }
    }
}
