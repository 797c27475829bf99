using System.CommandLine;
using Vedette.Platform.Hosting;
using Vedette.Recording;

namespace Vedette.Host.Commands;

/// <summary><c>vedette index</c>: holds the index of the footage against the files, or makes it anew from them.</summary>
internal static class IndexCommand
{
    public static Command Create() => new("index", "Look after the index of the footage.")
    {
        Create("check", "Say where the index differs from the files; the server may be running.", differences => differences == 0 ? 0 : 1, RecordingModule.CheckIndexAsync),
        Create("rebuild", "Make the index anew from the files; the server must not be running.", _ => 0, RecordingModule.RebuildIndexAsync),
    };

    private static Command Create(
        string name, string description, Func<int, int> exitCode, Func<IServiceProvider, CancellationToken, Task<IReadOnlyList<string>>> work)
    {
        var server = new ServerOptions();
        var command = new Command(name, description);
        server.AddTo(command);
        command.SetAction((parsed, cancellation) => ExitCode.OfAsync(async () =>
        {
            var options = server.Read(parsed) with { Modules = [RecordingModule.Name] };
            var differences = await VedetteApplication.WorkAsync(options, ModuleTable.All, work, cancellation);
            foreach (var difference in differences)
            {
                await Console.Out.WriteLineAsync(difference);
            }

            await Console.Out.WriteLineAsync(differences.Count == 0 ? "The index is what the files say." : $"{differences.Count} differences.");
            return exitCode(differences.Count);
        }));
        return command;
    }
}
