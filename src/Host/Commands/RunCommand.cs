using System.CommandLine;
using Vedette.Platform.Hosting;

namespace Vedette.Host.Commands;

/// <summary><c>vedette run</c>: the server, until it is told to stop.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var server = new ServerOptions();
        var command = new Command("run", "Start the server.");
        server.AddTo(command);
        command.SetAction((parsed, cancellation) => ExitCode.OfAsync(async () =>
        {
            await using var application = VedetteApplication.Create(
                server.Read(parsed), ModuleTable.All, services => services.AddHostedService<StartGarbage>());
            await application.RunAsync(cancellation);
            return 0;
        }));
        return command;
    }
}
