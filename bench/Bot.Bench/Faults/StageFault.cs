namespace Bot.Bench.Faults;

/// <summary>Something that goes wrong on a platform.</summary>
/// <param name="Name">What, for the report.</param>
/// <param name="Breaks">How many connections it breaks; each is then to be made again.</param>
/// <param name="DoAsync">Brings it about, and ends when it is over.</param>
internal sealed record StageFault(string Name, int Breaks, Func<Random, CancellationToken, Task> DoAsync);
