namespace Vedette.EndToEnd.Tests;

/// <summary>Where things are on the machine the tests run on.</summary>
internal static class Workplace
{
    public static string Repository { get; } = FindRepository();

    /// <summary>The folder with real footage and the camera farm; it may be absent.</summary>
    public static string Shared { get; } = Environment.GetEnvironmentVariable("VEDETTE_SHARED") ?? Path.Combine(Repository, "..", "shared");

    public static bool HasCameraFarm => File.Exists(Path.Combine(Shared, "rigs", "camfarm.py"));

    /// <summary>A count or a length that the evidence runs turn up and the ordinary run keeps short.</summary>
    public static int Setting(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var value) ? value : otherwise;

    public static string Temporary(string name) => Directory.CreateTempSubdirectory($"vedette-{name}-").FullName;

    private static string FindRepository()
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
