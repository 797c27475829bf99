namespace Vedette.Platform.Outbound;

/// <summary>What a request may cost us.</summary>
/// <param name="Patience">How long the whole exchange may take, redirects and the last byte of the answer included.</param>
/// <param name="MostBytes">How many bytes of the answer are taken.</param>
public sealed record OutboundLimits(TimeSpan Patience, int MostBytes)
{
    /// <summary>Ten seconds and one mebibyte.</summary>
    public static OutboundLimits Usual { get; } = new(TimeSpan.FromSeconds(10), 1024 * 1024);
}
