using System.Text.Json;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

// In this very process: a project made for each benchmark would have to restore packages by itself.
var config = ManualConfig.CreateEmpty()
    .AddJob(Job.ShortRun.WithIterationTime(TimeInterval.FromMilliseconds(150)).WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddExporter(MarkdownExporter.Console)
    .AddLogger(ConsoleLogger.Unicode)
    .WithArtifactsPath(Path.Combine(Directory.GetCurrentDirectory(), "artifacts", "micro"))
    .WithOptions(ConfigOptions.JoinSummary | ConfigOptions.DisableLogFile);

var everything = args.Contains("--filter") ? args : args.Concat(["--filter", "*"]).ToArray();
var figures = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(everything, config)
    .SelectMany(summary => summary.Reports)
    .Where(report => report.ResultStatistics is not null)
    .ToDictionary(
        report => $"{report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo} {report.BenchmarkCase.Parameters.DisplayInfo}".Trim(),
        report => new { nanoseconds = Math.Round(report.ResultStatistics!.Mean, 1), bytes = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) });
Console.WriteLine(JsonSerializer.Serialize(figures));
