using System.Security.Cryptography;

namespace Vedette.Fuzzing;

/// <summary>Inputs worth keeping, one file each: they reach code that the others do not.</summary>
internal sealed class Corpus(string? folder, string target)
{
    private const int MaxKeptBytes = 8 * 1024;

    private readonly string _folder = Path.Combine(folder ?? Path.Combine("tests", "Fuzzing", "Corpus"), target);

    /// <summary>All of them, in an order that is the same everywhere.</summary>
    public IReadOnlyList<byte[]> Load() =>
        Directory.Exists(_folder)
            ? [.. Directory.EnumerateFiles(_folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)]
            : [];

    /// <summary>Keeps these and no others.</summary>
    public void Replace(IEnumerable<byte[]> inputs)
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }

        _ = Directory.CreateDirectory(_folder);
        foreach (var input in inputs.Where(input => input.Length <= MaxKeptBytes))
        {
            File.WriteAllBytes(Path.Combine(_folder, NameOf(input)), input);
        }
    }

    /// <summary>Writes an input that broke something, and why, where nothing is committed from.</summary>
    public string SaveFault(byte[] input, string why)
    {
        var place = Path.Combine("artifacts", "fuzz", target);
        _ = Directory.CreateDirectory(place);
        var path = Path.Combine(place, NameOf(input));
        File.WriteAllBytes(path, input);
        File.WriteAllText($"{path}.txt", why);
        return path;
    }

    private static string NameOf(byte[] input) => $"{Convert.ToHexStringLower(SHA256.HashData(input))[..16]}.bin";
}
