// Every test has repositories and paths of its own, so classes may run beside each other.
[assembly: Parallelizable(ParallelScope.Fixtures)]
