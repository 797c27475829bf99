using System.CommandLine;

namespace Vedette.Host.Commands;

/// <summary><c>vedette openapi</c>: writes every module's OpenAPI document, from which the web console's types are generated.</summary>
internal static class OpenApiCommand
{
    public static Command Create()
    {
        var output = new Option<DirectoryInfo>("--output") { Description = "Directory of the documents.", DefaultValueFactory = _ => new DirectoryInfo("docs/openapi") };
        var command = new Command("openapi", "Write the OpenAPI document of every module.") { output };
        command.SetAction(async (parsed, cancellation) =>
        {
            var folder = parsed.GetValue(output)!;
            folder.Create();
            foreach (var (module, document) in await OpenApiDocuments.RenderAsync(ModuleTable.All, cancellation))
            {
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{module}.json"), document + "\n", cancellation);
            }

            return 0;
        });
        return command;
    }
}
