using System.Collections.Immutable;
using Bot.Core.Chat.Words;

namespace Bot.Core.Questions;

/// <summary>Reads what people type for topics, levels and kinds.</summary>
internal static class FilterText
{
    /// <summary>Reads a filter; each part is a list separated by commas, or nothing.</summary>
    public static (QuestionFilter Filter, ImmutableArray<(string Part, string Message)> Faults) Read(string? topics, string? levels, string? kinds)
    {
        var faults = ImmutableArray.CreateBuilder<(string, string)>();
        var readLevels = ImmutableArray.CreateBuilder<Level>();
        foreach (var word in Split(levels))
        {
            if (WrittenLevel.TryParse(word, out var level))
            {
                readLevels.Add(level.Level);
            }
            else
            {
                faults.Add(("levels", ScheduleWords.Unsuited("Levels", word, Enum.GetValues<Level>().Select(Core.Words.Of))));
            }
        }

        var readKinds = ImmutableArray.CreateBuilder<Kind>();
        foreach (var word in Split(kinds))
        {
            if (Core.Words.TryParse(word, out Kind kind))
            {
                readKinds.Add(kind);
            }
            else
            {
                faults.Add(("kinds", ScheduleWords.Unsuited("Kinds", word, Enum.GetValues<Kind>().Select(Core.Words.Of))));
            }
        }

        return (new QuestionFilter { Topics = [.. Split(topics)], Levels = [.. readLevels], Kinds = [.. readKinds] }, faults.ToImmutable());
    }

    private static IEnumerable<string> Split(string? text) =>
        (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
