using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using ImageProvenance.Benchmarks;

switch (args)
{
    case ["requests"]: return await RequestCount.ShowAsync();
    case ["stages"]: return await StageCosts.ShowAsync();
    case ["distant"]: return await DistantRegistry.ShowAsync();
    case ["hostile"]: return await HostileRegistry.ShowAsync();
    case ["hostile", var behaviour]: return await HostileRegistry.MeasureAsync(behaviour);
    case ["misbehave", var behaviour]: return await HostileRegistry.ServeAsync(behaviour);
    case ["many"]: return await ManyImages.ShowAsync();
    case ["many", var count, var keeps]: return await ManyImages.MeasureAsync(int.Parse(count, CultureInfo.InvariantCulture), keeps == "yes");
    case ["serve", var count]: return await ManyImages.ServeAsync(int.Parse(count, CultureInfo.InvariantCulture));
}

// In this process: a baseline beside each benchmark makes ratios, which is what is quoted, and nothing is built again.
var config = ManualConfig.Create(DefaultConfig.Instance)
    .AddJob(Job.ShortRun.WithIterationCount(8).WithWarmupCount(4).WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .HideColumns(Column.Error, Column.StdDev, Column.RatioSD, Column.Gen0, Column.Gen1, Column.Gen2, Column.Job);
BenchmarkSwitcher.FromAssembly(typeof(RequestCount).Assembly).Run(args.Length == 0 ? ["--filter", "*"] : args, config);
return 0;
