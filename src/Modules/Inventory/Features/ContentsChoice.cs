using Vedette.Platform.Web;

namespace Vedette.Inventory.Features;

/// <summary>What <c>?contents=</c> says is to become of what is inside a place that is removed.</summary>
internal static class ContentsChoice
{
    /// <summary>Whether devices inside are to be unassigned and switched off; otherwise they keep the place from being removed.</summary>
    /// <exception cref="InvalidRequestException">It says something else.</exception>
    public static bool Unassigns(string? contents) => contents switch
    {
        null or "" => false,
        "unassign" => true,
        _ => throw new InvalidRequestException("contents", "Must be unassign, or absent."),
    };
}
