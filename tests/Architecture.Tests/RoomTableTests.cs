using System.Diagnostics;
using Xunit;

namespace Vedette.Architecture.Tests;

/// <summary>Plants forbidden projects in a copy of the build settings and watches the build refuse them.</summary>
public sealed class RoomTableTests : IDisposable
{
    private readonly DirectoryInfo _repository = Directory.CreateTempSubdirectory("vedette-rooms-");

    public RoomTableTests()
    {
        foreach (var settings in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json" })
        {
            File.Copy(Path.Combine(Repository.Root, settings), Path.Combine(_repository.FullName, settings));
        }
    }

    public void Dispose() => _repository.Delete(recursive: true);

    [Theory]
    [InlineData("src/Modules/One", "src/Modules/Two", "ROOM002")]
    [InlineData("src/Media", "src/Platform", "ROOM002")]
    [InlineData("src/Media", "src/Contracts", "ROOM002")]
    [InlineData("src/Contracts", "src/Modules/One", "ROOM002")]
    [InlineData("src/Platform", "src/Modules/One", "ROOM002")]
    [InlineData("src/Simulator", "src/Modules/One", "ROOM002")]
    [InlineData("src/Shed", "src/Foundation", "ROOM001")]
    public void A_forbidden_reference_breaks_the_build(string from, string to, string error)
    {
        Plant(to, "");
        Plant(from, $"""<ProjectReference Include="{_repository.FullName}/{to}/{Name(to)}.csproj" />""");

        Assert.Contains(error, Check(from), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("src/Modules/One", "src/Media")]
    [InlineData("src/Modules/One", "src/Platform")]
    [InlineData("src/Host", "src/Modules/One")]
    [InlineData("src/Contracts", "src/Media")]
    public void An_allowed_reference_does_not(string from, string to)
    {
        Plant(to, "");
        Plant(from, $"""<ProjectReference Include="{_repository.FullName}/{to}/{Name(to)}.csproj" />""");

        Assert.DoesNotContain("ROOM", Check(from), StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_in_a_room_without_packages_breaks_the_build()
    {
        Plant("src/Media", """<PackageReference Include="Dapper" />""");

        Assert.Contains("ROOM003", Check("src/Media"), StringComparison.Ordinal);
    }

    private static string Name(string folder) => Path.GetFileName(folder);

    private void Plant(string folder, string items)
    {
        _ = Directory.CreateDirectory(Path.Combine(_repository.FullName, folder));
        File.WriteAllText(
            Path.Combine(_repository.FullName, folder, Name(folder) + ".csproj"),
            $"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>{items}</ItemGroup></Project>""");
    }

    private string Check(string folder)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", Path.Combine(_repository.FullName, folder), "-t:CheckRoom;CheckRoomReferences", "-nologo", "-v:quiet", "-nodeReuse:false"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _repository.FullName,
        };
        using var build = Process.Start(start)!;
        var output = build.StandardOutput.ReadToEnd();
        Assert.True(build.WaitForExit(TimeSpan.FromMinutes(2)), "The build did not end.");
        return output;
    }
}
