using System.Text;
using System.Text.Json;
using Vedette.Foundation;
using Vedette.Recording.Evidence;
using Vedette.Recording.Sealing;
using Vedette.Recording.Tests.Sealing;
using Vedette.Recording.Verifying;
using Vedette.Support;
using Xunit;

namespace Vedette.Recording.Tests.Verifying;

/// <summary>What "Must show 5" asks for: whatever is done to a sealed export, the verifier names it.</summary>
public sealed class SealVerifierTests(SealedFixture made)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_altered_byte_of_footage_is_named_with_its_fragment()
    {
        var archive = await made.CopyAsync();
        var segment = archive.Manifest.Segments[2];
        var offset = (int)segment.Bytes - 100;

        var finding = Only(await archive.Flip(segment.File, offset).VerifyAsync());

        Assert.Equal((FindingCode.Altered, segment.File, segment.Sequence), (finding.Code, finding.File, finding.Sequence));
        Assert.InRange(offset, finding.FirstByte!.Value, finding.LastByte!.Value);
        Assert.True(finding.FirstByte > 0, "The init section was not altered.");
        Assert.Contains($"bytes {finding.FirstByte}-{finding.LastByte} of {segment.File}", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Footage_cut_short_or_made_longer_is_named()
    {
        var archive = await made.CopyAsync();
        var segment = archive.Manifest.Segments[0];
        archive[segment.File] = archive[segment.File][..^10];
        var verdict = await archive.VerifyAsync();
        Assert.All(verdict.Findings, finding => Assert.Equal((FindingCode.Altered, segment.File), (finding.Code, finding.File)));
        Assert.Contains(verdict.Findings, finding => finding.FirstByte == segment.Bytes - 10 && finding.LastByte == segment.Bytes - 1);
    }

    [Theory]
    [InlineData("report.html")]
    [InlineData("VERIFY.txt")]
    [InlineData("sha256sums.txt")]
    [InlineData("pieces.txt")]
    public async Task One_altered_byte_of_another_file_is_named(string name)
    {
        var archive = await made.CopyAsync();
        var offset = archive[name].Length / 2;
        var finding = Only(await archive.Flip(name, offset).VerifyAsync());
        Assert.Equal((FindingCode.Altered, name), (finding.Code, finding.File));
        Assert.InRange(offset, finding.FirstByte!.Value, finding.LastByte!.Value);
        Assert.True(finding.LastByte - finding.FirstByte < ManifestFile.PieceSize);
    }

    [Theory]
    [InlineData("export", "Burglary", "Jubilee!")]
    [InlineData("gaps", "camera-unreachable", "camera-unreachab1e")]
    [InlineData("node", "\"Vedette ", "\"Videtto ")]
    [InlineData("cameras", "Front door", "Front d0or")]
    public async Task One_altered_word_of_the_manifest_is_named_with_its_part(string part, string from, string to)
    {
        var verdict = await (await made.CopyAsync()).Edit(SealedNames.Manifest, from, to).VerifyAsync();
        var finding = Assert.Single(verdict.Findings, finding => finding.Code == FindingCode.ManifestAltered);
        Assert.Contains($"its part \"{part}\" was altered", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gap_taken_out_of_the_manifest_is_named_however_well_it_is_done()
    {
        var archive = await made.CopyAsync();
        var manifest = archive.Manifest;
        var gap = manifest.Gaps.First(gap => gap.Cause == "camera-unreachable");
        archive[SealedNames.Manifest] = ManifestText.Write(manifest with { Gaps = [.. manifest.Gaps.Where(other => other != gap)] });

        var verdict = await archive.VerifyAsync();

        Assert.Contains(verdict.Findings, finding => finding.Code == FindingCode.ManifestAltered);
        var unaccounted = Assert.Single(verdict.Findings, finding => finding.Code == FindingCode.Unaccounted);
        Assert.Equal(gap.Camera, unaccounted.CameraId);
        Assert.Contains($"{gap.Start.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff}", unaccounted.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_range_is_named()
    {
        var archive = await made.CopyAsync();
        var manifest = archive.Manifest;
        var verdict = await archive.Edit(SealedNames.Manifest, "\"from\":" + Json(manifest.Export.From), "\"from\":" + Json(manifest.Export.From.AddHours(-1))).VerifyAsync();
        Assert.Contains(verdict.Findings, finding => finding.Code == FindingCode.ManifestAltered && finding.Text.Contains("\"export\"", StringComparison.Ordinal));
        Assert.Contains(verdict.Findings, finding => finding.Code == FindingCode.Unaccounted);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-1)]
    public async Task A_removed_segment_is_named(int place)
    {
        var archive = await made.CopyAsync();
        var segment = place < 0 ? archive.Manifest.Segments[^1] : archive.Manifest.Segments[place];
        var finding = Only(await archive.Remove(segment.File).VerifyAsync());
        Assert.Equal((FindingCode.Removed, segment.File, segment.Sequence), (finding.Code, finding.File, finding.Sequence));
    }

    [Fact]
    public async Task Segments_that_changed_places_are_named()
    {
        var archive = await made.CopyAsync();
        var (one, other) = (archive.Manifest.Segments[1], archive.Manifest.Segments[2]);
        var verdict = await archive.Swap(one.File, other.File).VerifyAsync();
        Assert.Equal([(FindingCode.Reordered, one.File), (FindingCode.Reordered, other.File)], verdict.Findings.Select(finding => (finding.Code, finding.File!)));
        Assert.Contains($"holds what was sealed as {other.File}", verdict.Findings[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_segment_moved_within_the_archive_is_named()
    {
        var archive = await made.CopyAsync();
        var moved = archive.Manifest.Segments[0].File;
        Assert.Equal(FindingCode.Reordered, Only(await archive.MoveToEnd(moved).VerifyAsync()).Code);
    }

    [Fact]
    public async Task An_added_file_is_named()
    {
        var finding = Only(await (await made.CopyAsync()).Add("media/extra.mp4", [1, 2, 3]).VerifyAsync());
        Assert.Equal((FindingCode.Added, "media/extra.mp4"), (finding.Code, finding.File));
    }

    [Fact]
    public async Task A_manifest_signed_by_another_key_is_named_even_when_that_key_came_along()
    {
        using var forger = NodeSigner.Create();
        var archive = (await made.CopyAsync()).Resign(manifest => manifest with { Keys = [.. manifest.Keys, Listed(forger)] }, forger);
        var verdict = await archive.VerifyAsync();
        Assert.NotEmpty(verdict.Findings);
        Assert.All(verdict.Findings, finding => Assert.Equal(FindingCode.ReSigned, finding.Code));
    }

    [Fact]
    public async Task An_archive_that_was_made_anew_from_end_to_end_by_another_key_is_named_when_the_key_is_known()
    {
        using var forger = NodeSigner.Create();
        var archive = await made.CopyAsync();
        var known = archive.Manifest.Node.SignedBy;
        _ = Forge(archive, forger);

        var trusting = await archive.VerifyAsync();
        Assert.True(trusting.IsValid, string.Join('\n', trusting.Findings));
        Assert.False(trusting.IsKeyKnown);
        var finding = Only(await archive.VerifyAsync(known));
        Assert.Equal(FindingCode.ReSigned, finding.Code);
        Assert.Contains(known, finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forger_with_the_key_of_today_cannot_retell_what_was_vouched_for_before()
    {
        // Whoever has the current key signs what he likes; but the checkpoints of the earlier key he cannot make.
        using var forger = NodeSigner.Create();
        var archive = await made.CopyAsync();
        var segment = archive.Manifest.Segments[0];
        archive.Resign(
            manifest => manifest with
            {
                Keys = [Listed(forger), .. manifest.Keys],
                Segments = [.. manifest.Segments.Select(each => each == segment ? each with { Start = each.Start.AddHours(1), End = each.End.AddHours(1) } : each)],
            },
            forger);
        var codes = (await archive.VerifyAsync()).Findings.Select(finding => finding.Code).ToHashSet();
        Assert.Contains(FindingCode.TimeWrong, codes);
        Assert.Contains(FindingCode.ReSigned, codes);
    }

    [Theory]
    [InlineData("\"index\":0", "\"index\":1")]
    [InlineData("sequence 1\\n", "sequence 7\\n")]
    [InlineData("vedette-leaf/1", "vedette-leaf/2")]
    public async Task An_altered_checkpoint_is_named(string from, string to)
    {
        var verdict = await (await made.CopyAsync()).Edit(SealedNames.Checkpoints, from, to).VerifyAsync();
        Assert.Contains(verdict.Findings, finding => finding.Code == FindingCode.CheckpointWrong);
        Assert.Contains(verdict.Findings, finding => finding.Code == FindingCode.Altered && finding.File == SealedNames.Checkpoints);
    }

    [Fact]
    public async Task A_removed_checkpoint_is_named()
    {
        var archive = await made.CopyAsync();
        var lines = Encoding.UTF8.GetString(archive[SealedNames.Checkpoints]).Split('\n');
        archive[SealedNames.Checkpoints] = Encoding.UTF8.GetBytes(string.Join('\n', lines.Skip(1)));
        var verdict = await archive.VerifyAsync();
        Assert.Contains(verdict.Findings, finding => finding.Code == FindingCode.CheckpointWrong && finding.Text.StartsWith("No checkpoint vouches", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_segment_denied_by_manifest_and_archive_alike_is_named()
    {
        using var forger = NodeSigner.Create();
        var archive = await made.CopyAsync();
        var denied = archive.Manifest.Segments[1];
        archive.Remove(denied.File).Resign(
            manifest => manifest with { Keys = [.. manifest.Keys, Listed(forger)], Segments = [.. manifest.Segments.Where(segment => segment != denied)] }, forger);
        var findings = (await archive.VerifyAsync()).Findings;
        Assert.Contains(findings, finding => finding.Code == FindingCode.Removed && finding.Text.StartsWith("Checkpoint", StringComparison.Ordinal) && finding.Sequence == denied.Sequence);
        Assert.Contains(findings, finding => finding.Code == FindingCode.Removed && finding.Text.StartsWith("Between segments", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Code == FindingCode.Unaccounted);
    }

    [Fact]
    public async Task A_change_of_keys_that_one_of_them_did_not_sign_links_nothing()
    {
        using var forger = NodeSigner.Create();
        using var victim = NodeSigner.Create();
        var archive = await made.CopyAsync();
        var node = archive.Manifest.Node.Id;
        var claimed = KeyRotation.Sign(node, DateTimeOffset.UnixEpoch, victim, forger);
        archive.Resign(manifest => manifest with { Keys = [Listed(victim), Listed(forger)], Rotations = [claimed with { OldSignature = claimed.NewSignature }] }, forger);
        var verdict = await archive.VerifyAsync(victim.Key.Fingerprint);
        Assert.Contains(verdict.Findings, finding => finding.Code == FindingCode.ReSigned && finding.Text.Contains("not by the expected key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_words_and_the_json_say_the_same()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "export.zip");
        await File.WriteAllBytesAsync(path, await made.Archive, Cancellation);
        var words = new StringWriter();
        Assert.True(RecordingModule.VerifyExport(path, null, asJson: false, words, Cancellation));
        Assert.StartsWith("valid" + Environment.NewLine, words.ToString(), StringComparison.Ordinal);
        Assert.Contains("This key is only the one in the file", words.ToString(), StringComparison.Ordinal);
        Assert.Contains("Not shown: that the camera told the truth", words.ToString(), StringComparison.Ordinal);

        var archive = await made.CopyAsync();
        var segment = archive.Manifest.Segments[0];
        await File.WriteAllBytesAsync(path, await archive.Flip(segment.File, 5000).PackAsync(), Cancellation);
        var json = new StringWriter();
        Assert.False(RecordingModule.VerifyExport(path, archive.Manifest.Node.SignedBy, asJson: true, json, Cancellation));
        var verdict = JsonDocument.Parse(json.ToString()).RootElement;
        Assert.False(verdict.GetProperty("valid").GetBoolean());
        Assert.Equal("altered", verdict.GetProperty("findings")[0].GetProperty("code").GetString());
        Assert.Equal(segment.File, verdict.GetProperty("findings")[0].GetProperty("file").GetString());
        Assert.Throws<FaultException>(() => RecordingModule.VerifyExport(path, "no key", asJson: false, words, Cancellation));
        Assert.Throws<FaultException>(() => RecordingModule.VerifyExport(path + ".gone", null, asJson: false, words, Cancellation));
    }

    /// <summary>Signs everything anew: manifest, checkpoints, keys. Nothing in the archive tells it from an honest one.</summary>
    private static Repacked Forge(Repacked archive, NodeSigner forger)
    {
        var lines = new StringBuilder();
        byte[]? previous = null;
        foreach (var line in Encoding.UTF8.GetString(archive[SealedNames.Checkpoints]).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var proven = JsonSerializer.Deserialize<ProvenCheckpoint>(line, Platform.Web.WireFormat.Exact)!;
            var statement = (Checkpoint.Parse(proven.Statement) with { Key = forger.Key.Fingerprint, Previous = previous }).ToStatement();
            previous = Checkpoint.HashOf(statement);
            _ = lines.Append(JsonSerializer.Serialize(proven with { Statement = statement, Signature = forger.Sign(statement) }, Platform.Web.WireFormat.Exact)).Append('\n');
        }

        archive[SealedNames.Checkpoints] = Encoding.UTF8.GetBytes(lines.ToString());
        using var content = new MemoryStream(archive[SealedNames.Checkpoints]);
        var described = SealedContents.DescribeAsync(SealedNames.Checkpoints, content, Cancellation).GetAwaiter().GetResult().File;
        return archive.Resign(
            manifest => manifest with
            {
                Keys = [Listed(forger)],
                Rotations = [],
                Files = [.. manifest.Files.Select(file => file.Name == SealedNames.Checkpoints ? described : file)],
            },
            forger);
    }

    private static NodeKey Listed(NodeSigner signer) => new(signer.Key.Fingerprint, signer.Key.Pem, DateTimeOffset.UnixEpoch, null);

    private static string Json(DateTimeOffset instant) => JsonSerializer.Serialize(instant);

    private static Finding Only(Verdict verdict)
    {
        Assert.False(verdict.IsValid);
        return Assert.Single(verdict.Findings);
    }
}
