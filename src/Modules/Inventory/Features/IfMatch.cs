using Vedette.Inventory.Domain;

namespace Vedette.Inventory.Features;

/// <summary>Reads the header <c>If-Match</c> of a change.</summary>
internal static class IfMatch
{
    /// <summary>The version the caller changes; <see langword="null"/> for any.</summary>
    public static long? Read(string? header, string what, FieldErrors errors)
    {
        if (!EntityTag.TryReadIfMatch(header, out var expected))
        {
            errors.Add("If-Match", $"Must be the ETag of the {what}.");
        }

        return expected;
    }
}
