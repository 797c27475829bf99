using System.Text;
using Vedette.Recording.Evidence;
using Vedette.Recording.Sealing;
using Vedette.Recording.Verifying;
using Xunit;

namespace Vedette.Recording.Tests.Sealing;

/// <summary>A sealed export in the hands of somebody who wants it to say something else, and knows how it is made.</summary>
internal sealed class Repacked
{
    private readonly List<(string Name, byte[] Content)> _files = [];

    public Repacked(byte[] archive)
    {
        var bytes = new ArchiveBytes(archive);
        var verdict = new Verdict();
        foreach (var entry in new ArchiveReader(bytes, verdict).Entries)
        {
            _files.Add((entry.Name, bytes.ReadAll(entry, int.MaxValue)!));
        }

        Assert.True(verdict.IsValid);
    }

    public IEnumerable<string> Names => _files.Select(file => file.Name);

    public IEnumerable<string> Media => _files.Select(file => file.Name).Where(name => name.StartsWith("media/", StringComparison.Ordinal));

    public Manifest Manifest => ManifestText.Read(this[SealedNames.Manifest]);

    public byte[] this[string name]
    {
        get => _files.Single(file => file.Name == name).Content;
        set => _files[_files.FindIndex(file => file.Name == name)] = (name, value);
    }

    public Repacked Edit(string name, string from, string to)
    {
        var text = Encoding.UTF8.GetString(this[name]);
        Assert.Contains(from, text, StringComparison.Ordinal);
        this[name] = Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal));
        return this;
    }

    public Repacked Flip(string name, int offset)
    {
        this[name][offset] ^= 1;
        return this;
    }

    public Repacked Remove(string name)
    {
        _files.RemoveAll(file => file.Name == name);
        return this;
    }

    public Repacked Add(string name, byte[] content)
    {
        _files.Add((name, content));
        return this;
    }

    public Repacked Swap(string one, string other)
    {
        (this[one], this[other]) = (this[other], this[one]);
        return this;
    }

    public Repacked MoveToEnd(string name)
    {
        var file = _files.Single(file => file.Name == name);
        _ = _files.Remove(file);
        _files.Add(file);
        return this;
    }

    /// <summary>Puts a manifest of the forger's own in, with hashes that fit, signed by a key of the forger's own.</summary>
    public Repacked Resign(Func<Manifest, Manifest> change, NodeSigner signer)
    {
        var manifest = change(Manifest);
        manifest = manifest with { Node = manifest.Node with { SignedBy = signer.Key.Fingerprint } };
        this[SealedNames.Manifest] = ManifestText.Write(manifest);
        this[SealedNames.Signature] = signer.Sign(this[SealedNames.Manifest]);
        return this;
    }

    public async Task<byte[]> PackAsync()
    {
        using var output = new MemoryStream();
        var archive = new ArchiveWriter(output);
        foreach (var (name, content) in _files)
        {
            await archive.AddAsync(name, content, TestContext.Current.CancellationToken);
        }

        await archive.FinishAsync(TestContext.Current.CancellationToken);
        return output.ToArray();
    }

    public async Task<Verdict> VerifyAsync(string? key = null) =>
        SealVerifier.Verify(new ArchiveBytes(await PackAsync()), key, TestContext.Current.CancellationToken);
}
