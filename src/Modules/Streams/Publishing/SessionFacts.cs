using Vedette.Media.Sources;

namespace Vedette.Streams.Publishing;

/// <summary>What the newest session said of itself.</summary>
/// <param name="Transport">How media travels, in words.</param>
/// <param name="Description">The SDP or playlist, as the camera wrote it.</param>
/// <param name="IgnoredAudio">A sound codec that is there and left out.</param>
/// <param name="HasOpenPassword">Whether the camera offered nothing but Basic on a connection everybody can read.</param>
internal sealed record SessionFacts(string Transport, string? Description, string? IgnoredAudio, bool HasOpenPassword)
{
    public bool IsOverUdp => Transport.Contains("UDP", StringComparison.Ordinal);

    public static SessionFacts Of(ICameraSession session, SourceTranscript transcript, bool isEncrypted) => new(
        session.Transport,
        session.Description,
        session.IgnoredAudio,
        !isEncrypted && Offers(transcript, "Basic") && !Offers(transcript, "Digest"));

    private static bool Offers(SourceTranscript transcript, string scheme) => transcript.Entries.Any(
        entry => entry.IsFromCamera && entry.Text.Contains($"WWW-Authenticate: {scheme}", StringComparison.OrdinalIgnoreCase));
}
