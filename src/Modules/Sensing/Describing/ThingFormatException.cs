using Vedette.Foundation;

namespace Vedette.Sensing.Describing;

/// <summary>What was read is no Thing Description; says what is wrong and where.</summary>
internal sealed class ThingFormatException(IReadOnlyList<string> errors)
    : FaultException(FaultKind.Format, $"This is not a Thing Description: {errors[0]}{(errors.Count > 1 ? $" (and {errors.Count - 1} more)" : "")}")
{
    public ThingFormatException(string error)
        : this([error])
    {
    }

    /// <summary>Each with the place it is about, such as <c>properties.status.forms[0].href: is missing</c>; at least one, at most twenty.</summary>
    public IReadOnlyList<string> Errors => errors;
}
