using System.CommandLine;
using Vedette.Host.Commands;

var root = new RootCommand("Vedette, a self-hosted security-operations platform.")
{
    RunCommand.Create(),
    DemoCommand.Create(),
    BenchCommand.Create(),
    OpenApiCommand.Create(),
};

return await root.Parse(args).InvokeAsync();
