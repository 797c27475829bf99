using System.CommandLine;
using Vedette.Foundation;
using Vedette.Platform.Hosting;
using Vedette.Recording;

namespace Vedette.Host.Commands;

/// <summary><c>vedette index</c>: holds the index of footage against the files, or makes it anew from them.</summary>
internal static class IndexCommand
{
    public static Command Create() => new("index", "The index of the footage on the volume.")
    {
        CreateWork("check", "Read every file and say where the index differs. The server may be running.", RecordingModule.CheckIndexAsync, failsOnDifference: true),
        CreateWork("rebuild", "Make the index anew from the files. Stop the server first.", RecordingModule.RebuildIndexAsync, failsOnDifference: false),
    };

    private static Command CreateWork(
        string name,
        string description,
        Func<IServiceProvider, CancellationToken, Task<IReadOnlyList<string>>> work,
        bool failsOnDifference)
    {
        var server = new ServerOptions();
        var command = new Command(name, description);
        server.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = server.Read(parsed) with { Modules = [RecordingModule.Name] };
            try
            {
                var differences = await VedetteApplication.WorkAsync(options, ModuleTable.All, work, cancellation);
                foreach (var difference in differences)
                {
                    await Console.Out.WriteLineAsync(difference);
                }

                await Console.Error.WriteLineAsync($"{differences.Count} difference(s) {(failsOnDifference ? "found" : "mended")}.");
                return failsOnDifference && differences.Count > 0 ? 1 : 0;
            }
            catch (FaultException fault)
            {
                await Console.Error.WriteLineAsync(fault.Message);
                return 1;
            }
        });
        return command;
    }
}
