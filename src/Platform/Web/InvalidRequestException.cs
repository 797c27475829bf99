namespace Vedette.Platform.Web;

/// <summary>A request cannot be read: answered 400 <c>invalid-request</c> with the field. For binding code that cannot return a result.</summary>
public sealed class InvalidRequestException : Exception
{
    /// <summary>Names the wrong field.</summary>
    public InvalidRequestException(string field, string message)
        : base(message) => Field = field;

    /// <summary>The field's path in the request.</summary>
    public string Field { get; }
}
