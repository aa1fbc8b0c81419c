using ImageProvenance.Fuzz;

if (FuzzOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(FuzzOptions.Usage);
    return 2;
}

using var instance = new FuzzInstance();
var seeds = FuzzSeeds.Of(instance, options.Target);
if (seeds.Count == 0)
{
    Console.Error.WriteLine($"No target is called '{options.Target}'. There are: {string.Join(", ", FuzzSeeds.Of(instance).Select(seed => seed.Target).Distinct())}");
    return 2;
}

var run = new FuzzRun(seeds, options.Seed);
using var watchdog = new Timer(_ => run.ExitIfStuck(Console.Out), null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
return run.Run(options.Iterations, Console.Out) is null ? 0 : 1;
