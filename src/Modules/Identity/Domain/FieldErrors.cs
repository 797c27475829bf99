namespace Vedette.Identity.Domain;

/// <summary>What is wrong with a request, by field, all at once.</summary>
internal sealed class FieldErrors
{
    private readonly Dictionary<string, string[]> _errors = [];

    public bool IsEmpty => _errors.Count == 0;

    public IReadOnlyDictionary<string, string[]> All => _errors;

    public void Add(string field, string message) => _errors[field] = [.. _errors.GetValueOrDefault(field, []), message];

    /// <summary>Passes a value on and notes its error, if there is one.</summary>
    public T Check<T>(string field, T value, string? error)
    {
        if (error is not null)
        {
            Add(field, error);
        }

        return value;
    }
}
