using System.CommandLine;

namespace Vedette.Host.Commands;

/// <summary><c>vedette bench</c>: what Vedette costs and gives on this machine.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        var bench = new Command("bench", "Measure Vedette on this machine.")
        {
            BenchRecordCommand.Create(), BenchIndexCommand.Create(), BenchPlaybackCommand.Create(),
        };
        foreach (var part in (IEnumerable<Command>)[.. BenchLiveCommand.Create(), .. BenchApiCommand.Create(), .. BenchStartCommand.Create()])
        {
            bench.Add(part);
        }

        return bench;
    }
}
