using System.Data.Common;

namespace Vedette.Platform.Storage;

/// <summary>A statement broke a rule of its table; the transaction is rolled back. The same exception for both databases.</summary>
public sealed class ConstraintViolationException : Exception
{
    internal ConstraintViolationException(ConstraintKind kind, DbException innerException)
        : base(innerException.Message, innerException) => Kind = kind;

    /// <summary>Which rule.</summary>
    public ConstraintKind Kind { get; }
}
