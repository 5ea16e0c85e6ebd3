using System.Collections.Immutable;
using Bot.Core.Questions;

namespace Bot.Core.Import.Yaml;

/// <summary>What became of reading a pack.</summary>
public abstract record PackReading
{
    private PackReading()
    {
    }

    /// <summary>There is a pack, without a fault.</summary>
    /// <param name="Pack">The pack.</param>
    public sealed record Read(PackDraft Pack) : PackReading;

    /// <summary>The file, or the one of exemplars beside it, has faults, and nothing of either is used.</summary>
    /// <param name="Faults">All of them, those of the pack's file first, by position; at least one.</param>
    public sealed record Faulty(ImmutableArray<PackFault> Faults) : PackReading;
}
