using System.Collections.Immutable;
using Bot.Core.Chat;

namespace Bot.Core.Questions;

/// <summary>Suggests topics while one is typed; behind a comma, the next one.</summary>
/// <param name="command">The command whose option is typed.</param>
/// <param name="option">The option.</param>
/// <param name="withBare">Whether the command asks questions without a rubric too.</param>
/// <param name="questions">Knows the topics.</param>
internal sealed class TopicSuggestions(string command, string option, bool withBare, QuestionStore questions) : ISuggestionRoute
{
    private const int Most = 25;

    public Trigger Trigger => Trigger.Typing(command, option);

    public FirstAnswer FirstAnswer => FirstAnswer.Suggestions;

    public async Task<ImmutableArray<ChoiceView>> SuggestAsync(Visit visit, string typed, CancellationToken cancellationToken)
    {
        if (visit.Workspace is not { } workspace)
        {
            return [];
        }

        var comma = typed.LastIndexOf(',') + 1;
        var (before, last) = (typed[..comma], typed[comma..].Trim());
        var topics = await ListAsync(questions, workspace.Id, withBare, cancellationToken);
        return
        [
            .. topics
                .Where(topic => topic.Contains(last, StringComparison.OrdinalIgnoreCase))
                .OrderByDescending(topic => topic.StartsWith(last, StringComparison.OrdinalIgnoreCase))
                .Take(Most)
                .Select(topic => new ChoiceView(topic, before.Length == 0 ? topic : $"{before} {topic}")),
        ];
    }

    /// <summary>Lists the topics that have questions: nodes of the tree first, then the cross-cutting ones.</summary>
    public static async Task<ImmutableArray<string>> ListAsync(QuestionStore questions, Members.WorkspaceId workspace, bool withBare, CancellationToken cancellationToken)
    {
        var all = await questions.ListAsync(workspace, QuestionFilter.Everything, withBare, cancellationToken);
        return
        [
            .. all.SelectMany(question => question.Topic.Path)
                .Concat(all.SelectMany(question => question.Topic.CrossCutting))
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
    }
}
