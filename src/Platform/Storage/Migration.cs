using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Vedette.Platform.Storage;

/// <summary>One step of a schema: applied once, never changed afterwards.</summary>
/// <param name="Owner">Whose tables: the module, or the platform's own.</param>
/// <param name="Number">Steps of an owner are applied in this order.</param>
/// <param name="Name">What the step is about.</param>
/// <param name="Sql">SQL with the type tokens of <see cref="SqlTypes"/>.</param>
internal sealed partial record Migration(string Owner, int Number, string Name, string Sql)
{
    /// <summary>Of the text as written, so that it is the same for both databases.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>The embedded migrations below <c>&lt;folder&gt;.Migrations</c> of an assembly, in order.</summary>
    public static IReadOnlyList<Migration> In(Assembly assembly, string folder, string owner, Dialect dialect)
    {
        var marker = $".{folder}.Migrations.";
        var found = new List<Migration>();
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            var at = resource.IndexOf(marker, StringComparison.Ordinal);
            if (at < 0 || FileName().Match(resource[(at + marker.Length)..]) is not { Success: true } file)
            {
                continue;
            }

            var only = file.Groups["dialect"].Value;
            if (only.Length == 0 || only.Equals(dialect.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
                found.Add(new Migration(owner, int.Parse(file.Groups["number"].ValueSpan), file.Groups["name"].Value, reader.ReadToEnd()));
            }
        }

        found.Sort((one, other) => one.Number.CompareTo(other.Number));
        for (var i = 1; i < found.Count; i++)
        {
            if (found[i].Number == found[i - 1].Number)
            {
                throw new InvalidOperationException($"{owner} has two migrations with the number {found[i].Number:0000}.");
            }
        }

        return found;
    }

    [GeneratedRegex(@"^(?<number>[0-9]{4})_(?<name>[a-z0-9_-]+)(\.(?<dialect>sqlite|postgres))?\.sql$", RegexOptions.ExplicitCapture)]
    private static partial Regex FileName();
}
