namespace Vedette.Recording.Sealing;

/// <summary>What a seal shows and what no seal can show. Said in the report, in the instructions and by the verifier.</summary>
internal static class SealedLimits
{
    /// <summary>What is shown, if everything holds.</summary>
    public const string Shown =
        "Shown: these files are, bit by bit, what the holder of the signing key recorded and sealed; none was altered, left out, put in or reordered since, and what is missing is listed.";

    /// <summary>What is not.</summary>
    public static IReadOnlyList<string> NotShown { get; } =
        [
            "Not shown: that the camera told the truth. What a camera, or whoever stood between it and the recorder, sent was recorded as it came.",
            "Not shown: that the time is right. Times are those of the recorder's clock; how well it was synchronised is noted in each checkpoint.",
            "Not shown: that the key is who it says. Compare its fingerprint with one you got on another way; a key that was stolen signs as well as one that was not.",
            "Not shown: anything of footage before the node's first checkpoint but that it has not changed since the export was sealed and fits the chain.",
            "Not shown: that nothing was recorded in a stretch listed as a gap, only that the recorder said so and gave this cause.",
        ];

    public static IReadOnlyList<string> All { get; } = [Shown, .. NotShown];
}
