using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Vedette.Recording.Evidence;
using Vedette.Recording.Sealing;
using Vedette.Recording.Verifying;
using Xunit;

namespace Vedette.Recording.Tests.Verifying;

/// <summary>Bytes somebody made to fool the verifier, or to hurt the machine it runs on.</summary>
public sealed class HostileArchiveTests(SealedFixture made)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_byte_is_flipped_it_is_never_valid()
    {
        var archive = await made.Archive;
        var random = new Random(20261121);
        var structure = new ArchiveReader(new ArchiveBytes(archive), new Verdict()).Entries;
        var directory = (int)structure[^1].End;

        // Every kind of byte: headers, the signature, keys, the directory; and many anywhere.
        List<int> places =
        [
            .. Enumerable.Range(0, (int)structure[0].ContentOffset),
            .. Enumerable.Range((int)structure[1].Offset, (int)(structure[1].End - structure[1].Offset)),
            .. Enumerable.Range((int)structure[^1].Offset, 60),
            .. Enumerable.Range(directory, archive.Length - directory).Where(place => place % 7 == 0 || place > archive.Length - 22),
            .. Enumerable.Range(0, 150).Select(_ => random.Next(archive.Length)),
            .. structure.Where(entry => !entry.Name.StartsWith("media/", StringComparison.Ordinal)).SelectMany(entry =>
                Enumerable.Range(0, 15).Select(_ => (int)entry.Offset + random.Next((int)(entry.End - entry.Offset)))),
        ];
        Parallel.ForEach(places, place =>
        {
            var flipped = archive.ToArray();
            flipped[place] ^= (byte)(1 << (place % 8));
            var verdict = Verify(flipped);
            Assert.True(!verdict.IsValid, $"Byte {place} can be anything.");
            Assert.NotEmpty(verdict.Findings[0].Text);
        });
    }

    [Fact]
    public async Task Wherever_it_is_cut_off_it_is_never_valid_and_said_to_be_cut_off()
    {
        var archive = await made.Archive;
        var random = new Random(7);
        foreach (var length in Enumerable.Range(0, 60).Select(_ => 30 + random.Next(archive.Length - 30)).Append(archive.Length - 1))
        {
            var verdict = Verify(archive[..length]);
            Assert.Contains(verdict.Findings, finding => finding.Code == FindingCode.Truncated);
        }
    }

    [Fact]
    public async Task What_is_whole_before_the_cut_is_still_vouched_for()
    {
        var archive = await made.Archive;
        var entries = new ArchiveReader(new ArchiveBytes(archive), new Verdict()).Entries;
        var cut = entries[^3];

        var verdict = Verify(archive[..(int)(cut.End - 1)]);

        Assert.All(verdict.Findings, finding => Assert.Equal(FindingCode.Truncated, finding.Code));
        Assert.Contains(verdict.Findings, finding => finding.Text.Contains($"3 files cannot be found", StringComparison.Ordinal) && finding.Text.Contains(cut.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bytes_behind_the_end_are_named()
    {
        var finding = Assert.Single(Verify([.. await made.Archive, 0]).Findings);
        Assert.Equal(FindingCode.ArchiveDamaged, finding.Code);
        Assert.Contains("behind the end", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_packed_anew_by_another_program_is_told_from_a_forged_one()
    {
        using var output = new MemoryStream();
        using (var source = new ZipArchive(new MemoryStream(await made.Archive)))
        using (var packed = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in source.Entries)
            {
                await using var from = await entry.OpenAsync(Cancellation);
                await using var to = await packed.CreateEntry(entry.FullName, CompressionLevel.Optimal).OpenAsync(Cancellation);
                await from.CopyToAsync(to, Cancellation);
            }
        }

        Assert.Contains(Verify(output.ToArray()).Findings, finding => finding.Text.Contains("packed by another program", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("media/..\\x")]
    [InlineData("C:evil")]
    [InlineData("media/a\nvalid")]
    public async Task A_name_that_leads_out_of_the_folder_is_refused(string name)
    {
        using var output = new MemoryStream();
        var archive = new ArchiveWriter(output);
        await archive.AddAsync(name, new byte[] { 1 }, Cancellation);
        await archive.FinishAsync(Cancellation);
        var verdict = Verify(output.ToArray());
        Assert.Contains(verdict.Findings, finding => finding.Text.Contains("whose name is not one of ours", StringComparison.Ordinal));
        Assert.DoesNotContain(verdict.Findings, finding => finding.Text.Contains('\n', StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_that_comes_twice_is_named()
    {
        var entries = (await made.CopyAsync()).Add(SealedNames.Report, "<html>"u8.ToArray());
        Assert.Contains((await entries.VerifyAsync()).Findings, finding => finding.Code == FindingCode.Added && finding.Text.Contains("twice", StringComparison.Ordinal));
    }

    [Fact]
    public void Lengths_that_cannot_be_cost_nothing()
    {
        // A header that promises exabytes, in the narrow and in the wide form.
        var narrow = ArchiveLayout.LocalHeader(new ArchiveEntry(SealedNames.Manifest, uint.MaxValue - 1, 0, 0));
        var wide = ArchiveLayout.LocalHeader(new ArchiveEntry(SealedNames.Manifest, long.MaxValue / 4, 0, 0));
        var negative = wide.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(negative.AsSpan(negative.Length - 16), -1);
        foreach (var archive in new[] { narrow, wide, negative, [], "PK"u8.ToArray(), Encoding.ASCII.GetBytes(new string('x', 100)) })
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.False(Verify(archive).IsValid);
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4 << 20);
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"format\":\"vedette-sealed-export/1\"}")]
    [InlineData("{\"format\": 7}")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    public async Task A_manifest_that_is_none_is_refused(string manifest)
    {
        var archive = await made.CopyAsync();
        archive[SealedNames.Manifest] = Encoding.UTF8.GetBytes(manifest);
        Assert.Equal(FindingCode.ManifestAltered, Assert.Single((await archive.VerifyAsync()).Findings).Code);
    }

    [Theory]
    [InlineData("\"segments\": [", "\"segments\": [null,")]
    [InlineData("\"keys\": [", "\"keys\": [{\"fingerprint\":\"x\",\"publicKeyPem\":\"y\",\"since\":\"0001-01-01T00:00:00+00:00\"},")]
    [InlineData("\"sequence\":1,", "\"sequence\":9223372036854775807,")]
    [InlineData("\"sequence\":2,", "\"sequence\":-9223372036854775808,")]
    [InlineData("\"pieces\":", "\"pieces\":2147483647,\"x\":")]
    [InlineData("\"bytes\":", "\"bytes\":-1,\"y\":")]
    [InlineData("\"from\":\"2", "\"from\":\"9")]
    public async Task A_manifest_made_to_trip_the_reader_is_refused_and_nothing_else_happens(string from, string to) =>
        Assert.False((await (await made.CopyAsync()).Edit(SealedNames.Manifest, from, to).VerifyAsync()).IsValid);

    [Fact]
    public async Task A_checksum_that_is_wrong_everywhere_alike_is_named()
    {
        var archive = await made.CopyAsync();
        using var output = new MemoryStream();
        var writer = new ArchiveWriter(output);
        foreach (var name in archive.Names)
        {
            var crc = new Crc32();
            crc.Append(archive[name]);
            var isMedia = name.StartsWith("media/", StringComparison.Ordinal);
            await writer.BeginAsync(name, archive[name].Length, isMedia ? crc.Value ^ 1 : crc.Value, Cancellation);
            await output.WriteAsync(archive[name], Cancellation);
        }

        await writer.FinishAsync(Cancellation);
        var findings = Verify(output.ToArray()).Findings;
        Assert.Equal(archive.Media, findings.Select(finding => finding.File!));
        Assert.All(findings, finding => Assert.Equal(FindingCode.ArchiveDamaged, finding.Code));
    }

    [Fact]
    public async Task A_manifest_that_is_no_text_is_refused()
    {
        var archive = await made.CopyAsync();
        var content = archive[SealedNames.Manifest];
        content[content.AsSpan().IndexOf("\"sections\""u8) + 3] = 0xFF;
        Assert.Equal(FindingCode.ManifestAltered, Assert.Single((await archive.VerifyAsync()).Findings).Code);
    }

    [Fact]
    public void A_key_on_a_curve_of_somebodys_own_is_no_key()
    {
        const string Known = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE";
        Assert.Null(PublicKey.FromPem($"-----BEGIN PUBLIC KEY-----\n{Known}{new string('A', 88)}\n-----END PUBLIC KEY-----\n"));
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Null(PublicKey.FromPem(other.ExportSubjectPublicKeyInfoPem()));
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.NotNull(PublicKey.FromPem(own.ExportSubjectPublicKeyInfoPem()));
        Assert.Null(PublicKey.FromPem(own.ExportPkcs8PrivateKeyPem()));
    }

    private static Verdict Verify(byte[] archive) => SealVerifier.Verify(new ArchiveBytes(archive), null, CancellationToken.None);
}
