using System.CommandLine;
using Vedette.Host.Commands;

var root = new RootCommand("Vedette, a self-hosted security-operations platform.")
{
    RunCommand.Create(),
    DemoCommand.Create(),
    BenchCommand.Create(),
    IndexCommand.Create(),
    VerifyCommand.Create(),
    OpenApiCommand.Create(),
};

// An orderly stop takes as long as the slowest disk needs to close its files, which is more than the library's two seconds.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
