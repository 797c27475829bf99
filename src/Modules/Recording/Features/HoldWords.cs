namespace Vedette.Recording.Features;

/// <summary>What may be said of a hold.</summary>
internal static class HoldWords
{
    public const int LongestReason = 500;

    public const string ReasonWanted = "Say why, in at most 500 characters.";

    public static bool IsReason(string? reason) => reason?.Trim() is { Length: > 0 and <= LongestReason };
}
