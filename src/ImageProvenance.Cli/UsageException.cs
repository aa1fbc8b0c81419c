namespace ImageProvenance.Cli;

/// <summary>The command line, or a file that it names, cannot be used: nothing is judged. One line: what, where, what to do.</summary>
internal sealed class UsageException(string message, Exception? innerException = null) : Exception(message, innerException);
