using System.Text.Encodings.Web;
using System.Text.Json;
using Vedette.Platform.Web;
using Vedette.Recording.Sealing;

namespace Vedette.Recording.Verifying;

/// <summary>A verdict for people, and for programs.</summary>
internal static class VerdictText
{
    private static readonly JsonSerializerOptions Options = new(WireFormat.Exact) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Verdict verdict, string? expectedKey, TextWriter output)
    {
        output.WriteLine(verdict.IsValid ? "valid" : "NOT valid");
        foreach (var finding in verdict.Findings)
        {
            output.WriteLine($"  {Word(finding.Code)}: {Clean(finding.Text)}");
        }

        if (verdict.More > 0)
        {
            output.WriteLine($"  and {verdict.More} more");
        }

        if (verdict.Manifest is not { } manifest)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"Export {manifest.Export.Id}: {manifest.Export.From:O} to {manifest.Export.To:O}");
        output.WriteLine($"  {manifest.Cameras.Count} cameras, {manifest.Segments.Count} segments, {manifest.Segments.Sum(segment => segment.Bytes)} bytes of footage");
        output.WriteLine($"  ordered by {Clean(manifest.Export.OrderedByName)} ({Clean(manifest.Export.OrderedBy)}) at {manifest.Export.OrderedAt:O}, reason: {Clean(manifest.Export.Reason)}");
        output.WriteLine($"  made at {manifest.Export.MadeAt:O} by {Clean(manifest.Node.Software)}, node {manifest.Node.Id}, clock {Clean(manifest.Node.Clock)}");
        output.WriteLine($"Key {Clean(manifest.Node.SignedBy)}");
        output.WriteLine(expectedKey is not null
            ? $"  compared with the key you named, {expectedKey}"
            : "  This key is only the one in the file. Compare its fingerprint with one you got on another way, or give it with --key.");
        foreach (var note in verdict.Notes)
        {
            output.WriteLine($"Note: {Clean(note)}");
        }

        if (verdict.IsValid)
        {
            foreach (var limit in SealedLimits.All)
            {
                output.WriteLine(limit);
            }
        }
    }

    public static void WriteJson(Verdict verdict, string? expectedKey, TextWriter output) => output.WriteLine(JsonSerializer.Serialize(
        new
        {
            Valid = verdict.IsValid,
            verdict.Findings,
            verdict.More,
            Key = verdict.Manifest?.Node.SignedBy,
            ExpectedKey = expectedKey,
            verdict.Manifest?.Export,
            verdict.Manifest?.Node,
            Segments = verdict.Manifest?.Segments.Count,
            verdict.Notes,
            SealedLimits.NotShown,
        },
        Options));

    private static string Word(FindingCode code) => JsonSerializer.SerializeToElement(code).GetString()!;

    /// <summary>Text from an archive must not move the cursor of whoever reads it.</summary>
    private static string Clean(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter));
}
