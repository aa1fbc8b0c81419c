using ImageProvenance.Cli;

return await Tool.RunAsync(args, Console.Out, Console.Error).ConfigureAwait(false);
