namespace Vedette.Inventory.Storage;

/// <summary>The <c>where</c> of a list whose filters may be left out. Takes constant text only; values travel as parameters.</summary>
internal sealed class Conditions
{
    private readonly List<string> _conditions = [];

    public Conditions When(bool isAsked, string condition) => And(isAsked ? condition : null);

    public Conditions And(string? condition)
    {
        if (condition is not null)
        {
            _conditions.Add(condition);
        }

        return this;
    }

    public override string ToString() => _conditions.Count == 0 ? "" : $"where {string.Join(" and ", _conditions)}";
}
