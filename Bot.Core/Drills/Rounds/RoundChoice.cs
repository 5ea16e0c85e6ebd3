using System.Collections.Immutable;
using Bot.Core.Import.Duplicates;
using Bot.Core.Members;
using Bot.Core.Questions;
using Microsoft.Extensions.Options;

namespace Bot.Core.Drills.Rounds;

/// <summary>Chooses the questions of a round: short ones that can be answered against the clock before others, none twice.</summary>
/// <param name="questions">What can be asked.</param>
/// <param name="occurrences">What was asked in a channel.</param>
/// <param name="options">What counts as short.</param>
public sealed class RoundChoice(QuestionStore questions, OccurrenceStore occurrences, IOptions<RoundOptions> options)
{
    // Of two questions in these words a round has one, while there are others.
    private const double AskTheSame = 0.75;

    private static readonly ImmutableArray<Kind> Slow = [Kind.Design, Kind.Coding, Kind.Estimation];

    /// <summary>Chooses: least asked first, and of those the very common ones.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="channel">The platform's identifier of the channel.</param>
    /// <param name="filter">Which are wanted.</param>
    /// <param name="shape">How many, and how long a short one takes.</param>
    /// <param name="seed">Decides between those that are equal.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>At most as many questions as the round has, each with its time; none when none fits the filter.</returns>
    public async Task<ImmutableArray<(Question Question, TimeSpan Lasts)>> ChooseAsync(
        WorkspaceId workspace, string channel, QuestionFilter filter, RoundShape shape, Guid seed, CancellationToken cancellationToken)
    {
        var asked = await occurrences.CountAskedAsync(workspace, channel, cancellationToken);
        var left = (await questions.ListAsync(workspace, filter, withBare: false, cancellationToken)).ToList();
        var stems = left.ToDictionary(question => question.Id, question => ContentWords.Of(question.Stem));
        var said = new List<HashSet<string>>();
        var chosen = ImmutableArray.CreateBuilder<(Question, TimeSpan)>();
        while (chosen.Count < shape.Questions && left.Count > 0)
        {
            var fresh = left.Where(question => !said.Exists(before => ContentWords.Alike(before, stems[question.Id]) >= AskTheSame)).ToList();
            var suited = (fresh.Count > 0 ? fresh : left).Where(question => Suits(question, filter)).ToList();
            var next = QuestionChoice.From(suited.Count > 0 ? suited : fresh.Count > 0 ? fresh : left, asked, seed)!;
            left.Remove(next);
            said.Add(stems[next.Id]);
            if (await questions.FindAsync(workspace, next.Id, cancellationToken) is { } question)
            {
                chosen.Add((question, ReadingTime.Of(question.Current.Stem, shape.Seconds, options.Value.ShortStem)));
            }
        }

        return chosen.ToImmutable();
    }

    private bool Suits(QuestionSummary question, QuestionFilter filter) =>
        ReadingTime.Words(question.Stem) <= options.Value.ShortStem
        && (question.Kind is not { } kind || !Slow.Contains(kind) || filter.Kinds.Contains(kind));
}
