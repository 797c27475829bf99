namespace Vedette.Architecture.Tests;

/// <summary>Where the sources are, and which modules exist: read from the folders, so that a new module cannot be forgotten.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string[] Modules { get; } =
        [.. Directory.GetDirectories(Path.Combine(Root, "src", "Modules")).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    public static string[] ProductAssemblies { get; } =
        ["Vedette.Foundation", "Vedette.Media", "Vedette.Contracts", "Vedette.Platform", .. Modules.Select(module => $"Vedette.{module}")];

    /// <summary>Files below a folder of the repository, what tools leave behind excepted.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar)
                .Any(part => part is "node_modules" or "artifacts" or "dist" or "obj" or "bin" or ".git"));

    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Directory.Packages.props")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
