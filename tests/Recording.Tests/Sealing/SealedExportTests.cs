using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Vedette.Media.Tests.Mp4;
using Vedette.Platform.Storage;
using Vedette.Recording.Footage;
using Vedette.Recording.Sealing;
using Vedette.Recording.Tests.Playback;
using Vedette.Recording.Verifying;
using Xunit;
using static Vedette.Recording.Tests.Playback.FootageRig;

namespace Vedette.Recording.Tests.Sealing;

public sealed class SealedExportTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task A_sealed_export_holds_the_originals_and_is_valid(Dialect dialect)
    {
        await using var rig = await FootageRig.StartAsync(dialect);
        var segments = await rig.CloseAsync(await TestClip.WithAacAsync(), Seconds(0));
        var ready = await rig.FinishedAsync(await rig.OrderSealedAsync(30, "Burglary", rig.Camera));
        Assert.True(ready.GetProperty("sealed").GetBoolean());
        var bytes = await rig.Http.GetByteArrayAsync($"/api/recording/exports/{ready.GetProperty("id").GetGuid()}/download", Cancellation);

        var verdict = SealVerifier.Verify(new ArchiveBytes(bytes), null, Cancellation);
        Assert.True(verdict.IsValid, string.Join('\n', verdict.Findings));
        Assert.Equal(segments.Count, verdict.Manifest!.Segments.Count);
        Assert.All(verdict.Manifest.Segments, segment => Assert.NotNull(segment.Checkpoint));
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Assert.Equal(hash, ready.GetProperty("files")[0].GetProperty("sha256").GetString());
        using var archive = new ZipArchive(new MemoryStream(bytes));
        foreach (var (segment, listed) in segments.Zip(verdict.Manifest.Segments))
        {
            var path = Path.Combine(rig.Host.DataDirectory, "original.mp4");
            await archive.GetEntry(listed.File)!.ExtractToFileAsync(path, overwrite: true, Cancellation);
            Assert.Equal(segment.Sha256, SHA256.HashData(await File.ReadAllBytesAsync(path, Cancellation)));
            await Tool.DecodeAsync(path);
        }

        var told = await rig.Get<Database<RecordingModule>>().ReadAsync(
            connection => connection.QueryAsync<string>("select data from outbox where type = 'audit.action-recorded' order by position"), Cancellation);
        var actions = told.Select(data => JsonDocument.Parse(data).RootElement).ToList();
        Assert.Equal(
            ["recording.export-ordered", "recording.export-made", "recording.export-downloaded"], actions.Select(action => action.GetProperty("action").GetString()));
        Assert.All(actions.Skip(1), action => Assert.Contains(hash, action.GetProperty("detail").GetString()!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_manifest_tells_of_gaps_lost_segments_and_a_new_key()
    {
        await using var rig = await FootageRig.StartAsync();
        var archive = new Repacked(await rig.SealAllAsync());
        var verdict = await archive.VerifyAsync();

        Assert.True(verdict.IsValid, string.Join('\n', verdict.Findings));
        var manifest = verdict.Manifest!;
        Assert.Contains(manifest.Gaps, gap => gap.Camera == rig.Camera && gap.Cause == "camera-unreachable" && gap.End == Start.AddSeconds(20));
        var lost = Assert.Single(manifest.Missing);
        Assert.Equal((3, MissingCause.Deleted), (lost.Sequence, lost.Cause));
        Assert.NotNull(lost.Sha256);
        Assert.Equal(2, manifest.Keys.Count);
        Assert.Equal(2, manifest.Segments.Select(segment => segment.Checkpoint).Distinct().Count());
        Assert.All(manifest.Keys, key => Assert.True(archive.VerifyAsync(key.Fingerprint).GetAwaiter().GetResult().IsValid));
        var report = Encoding.UTF8.GetString(archive[SealedNames.Report]);
        Assert.Contains("Burglary &lt;b&gt;No. 7&lt;/b&gt;", report, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", report, StringComparison.Ordinal);
        Assert.Contains("camera-unreachable", report, StringComparison.Ordinal);
        Assert.Contains(manifest.Node.SignedBy, report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_checks_it_by_hand_with_the_commands_it_brings_along()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/openssl") && File.Exists("/usr/bin/unzip"), "openssl and unzip are not installed here.");
        await using var rig = await FootageRig.StartAsync();
        var bytes = await rig.SealAllAsync();
        var folder = Path.Combine(rig.Host.DataDirectory, "stranger");
        _ = Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, "FILE.zip"), bytes, Cancellation);

        var output = await RunAsync(folder, Commands(Encoding.UTF8.GetString(new Repacked(bytes)[SealedNames.Instructions])));

        Assert.Contains("Verified OK", output, StringComparison.Ordinal);
        Assert.Contains("chain holds", output, StringComparison.Ordinal);
        Assert.Contains("proofs hold", output, StringComparison.Ordinal);
        Assert.DoesNotContain("failure", output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(output.Split('\n'), line => line.StartsWith(new Repacked(bytes).Manifest.Node.SignedBy, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_being_written_or_damaged_is_left_out_and_said_so()
    {
        await using var rig = await FootageRig.StartAsync();
        var segments = await rig.CloseAsync(await TestClip.PlainAsync(), Seconds(0));
        var damaged = Path.Combine(rig.Get<VolumeSet>().All[0].Root, segments[1].Path);
        var content = await File.ReadAllBytesAsync(damaged, Cancellation);
        content[^10] ^= 1;
        await File.WriteAllBytesAsync(damaged, content, Cancellation);

        var manifest = (await new Repacked(await rig.SealAsync(10, rig.Camera)).VerifyAsync()).Manifest!;

        Assert.Equal(MissingCause.Damaged, Assert.Single(manifest.Missing).Cause);
        Assert.Equal(segments.Count - 1, manifest.Segments.Count);
    }

    [Fact]
    public async Task Nothing_to_seal_fails_in_words()
    {
        await using var rig = await FootageRig.StartAsync();
        var failed = await rig.FinishedAsync(await rig.OrderSealedAsync(30, "Burglary", rig.Camera));
        Assert.Equal("failed", failed.GetProperty("state").GetString());
        Assert.StartsWith("Nothing is recorded", failed.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    /// <summary>The indented lines that are meant for a shell: all but the first block, which is for our own program.</summary>
    private static string Commands(string instructions)
    {
        var script = new StringBuilder("set -e\n");
        foreach (var line in instructions[instructions.IndexOf("2. WITHOUT", StringComparison.Ordinal)..instructions.IndexOf("WHAT THIS", StringComparison.Ordinal)].Split('\n'))
        {
            if (line.StartsWith("        ", StringComparison.Ordinal))
            {
                _ = script.Append(line.AsSpan(8)).Append('\n');
            }
        }

        return script.ToString();
    }

    private static async Task<string> RunAsync(string folder, string script)
    {
        var start = new ProcessStartInfo("bash") { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var shell = Process.Start(start)!;
        var errors = shell.StandardError.ReadToEndAsync(Cancellation);
        await shell.StandardInput.WriteAsync(script);
        shell.StandardInput.Close();
        var output = await shell.StandardOutput.ReadToEndAsync(Cancellation);
        await shell.WaitForExitAsync(Cancellation);
        Assert.True(shell.ExitCode == 0, $"{output}\n{await errors}\n{script}");
        return output;
    }
}
