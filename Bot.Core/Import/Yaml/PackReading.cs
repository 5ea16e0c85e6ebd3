using System.Collections.Immutable;
using Bot.Core.Questions;

namespace Bot.Core.Import.Yaml;

/// <summary>What became of reading a pack's file.</summary>
public abstract record PackReading
{
    private PackReading()
    {
    }

    /// <summary>The file holds a pack without a fault.</summary>
    /// <param name="Pack">The pack.</param>
    public sealed record Read(PackDraft Pack) : PackReading;

    /// <summary>The file has faults, and nothing of it is used.</summary>
    /// <param name="Faults">All of them, by position; at least one.</param>
    public sealed record Faulty(ImmutableArray<PackFault> Faults) : PackReading;
}
