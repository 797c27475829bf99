namespace Vedette.Fuzzing;

/// <summary>All targets.</summary>
public static class FuzzTargets
{
    /// <summary>In the order of the data's way: what is said, what is sent, what is stored, what others offer.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } = [.. DialogueTargets.All, .. PacketTargets.All, .. FileTargets.All, .. ForeignTargets.All, .. SealedTargets.All, .. ThingTargets.All];

    /// <summary>Words as bytes.</summary>
    internal static IReadOnlyList<byte[]> Words(params string[] words) => [.. words.Select(System.Text.Encoding.Latin1.GetBytes)];

    /// <summary>Throws when a rule is broken.</summary>
    internal static void Check(bool holds, string rule)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Broken rule: {rule}.");
        }
    }
}
