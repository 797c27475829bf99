namespace Vedette.Platform.Storage;

/// <summary>Which rule of a table a statement broke.</summary>
public enum ConstraintKind
{
    /// <summary>A row with the same key is there already.</summary>
    Unique,

    /// <summary>The row is referred to, or refers to one that is not there.</summary>
    Reference,
}
