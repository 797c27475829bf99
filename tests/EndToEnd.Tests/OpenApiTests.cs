using System.Diagnostics;
using Xunit;

namespace Vedette.EndToEnd.Tests;

public sealed class OpenApiTests
{
    [Fact]
    public async Task The_documents_the_console_is_typed_from_are_those_of_the_program()
    {
        var output = Workplace.Temporary("openapi");
        using var render = Process.Start(
            Path.Combine(Workplace.Repository, "artifacts", "bin", "Host", "debug", "vedette"), ["openapi", "--output", output]);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await render.WaitForExitAsync(limit.Token);

        foreach (var document in Directory.EnumerateFiles(output, "*.json"))
        {
            var committed = Path.Combine(Workplace.Repository, "docs", "openapi", Path.GetFileName(document));
            Assert.True(
                await File.ReadAllTextAsync(document) == await File.ReadAllTextAsync(committed),
                $"{Path.GetFileName(document)} is out of date: run `./vedette openapi`, then `npm run generate` in web/.");
        }

        Assert.NotEmpty(Directory.EnumerateFiles(output));
        Directory.Delete(output, recursive: true);
    }
}
