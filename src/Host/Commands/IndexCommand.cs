using System.CommandLine;
using Vedette.Platform.Hosting;
using Vedette.Recording;

namespace Vedette.Host.Commands;

/// <summary>
/// <c>vedette index</c>: holds the index of the footage against the files, or makes it anew from them. Differences go to the
/// standard output, progress to the other one. Exit codes: 0 nothing (left) to mend, 1 <c>check</c> found differences,
/// 2 it could not be done.
/// </summary>
internal static class IndexCommand
{
    private const int Differs = 1;

    private delegate Task<int> Work(IServiceProvider services, Action<string> say, Action<string> progress, CancellationToken cancellation);

    public static Command Create() => new("index", "Look after the index of the footage.")
    {
        Create(
            "check",
            "Say where the index differs from the files; the server may be running. Exits with 1 when it does.",
            differences => differences == 0 ? 0 : Differs,
            RecordingModule.CheckIndexAsync),
        Create("rebuild", "Make the index anew from the files; the server must not be running.", _ => 0, RecordingModule.RebuildIndexAsync),
    };

    private static Command Create(string name, string description, Func<int, int> exitCode, Work work)
    {
        var server = new ServerOptions();
        var command = new Command(name, description);
        server.AddTo(command);
        command.SetAction((parsed, cancellation) => ExitCode.OfAsync(async () =>
        {
            var options = server.Read(parsed) with { Modules = [RecordingModule.Name] };
            var differences = await VedetteApplication.WorkAsync(
                options, ModuleTable.All, (services, stop) => work(services, Console.Out.WriteLine, Console.Error.WriteLine, stop), cancellation);
            await Console.Out.WriteLineAsync(differences == 0 ? "The index is what the files say." : $"{differences} differences.");
            return exitCode(differences);
        }));
        return command;
    }
}
