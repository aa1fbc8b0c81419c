namespace ImageProvenance.Interop.Tests;

/// <summary>What a program said and how it ended.</summary>
internal sealed record ProgramResult(string Command, int ExitCode, string Output, string Error)
{
    public bool IsSuccess => ExitCode == 0;

    /// <summary>The same result, where the program must succeed for the test to mean anything.</summary>
    public ProgramResult Required() => IsSuccess ? this : throw new InvalidOperationException(ToString());

    public override string ToString() => $"{Command}\nexit code {ExitCode}\n{Output}\n{Error}";
}
