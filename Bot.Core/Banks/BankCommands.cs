using System.Collections.Immutable;
using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Grading;
using Bot.Core.Import;
using Bot.Core.Members;
using Bot.Core.Questions;

namespace Bot.Core.Banks;

/// <summary>/bank search: finds questions by words of what they ask, of their topic or of their key.</summary>
internal sealed class BankSearchCommand(QuestionStore questions) : IReplyRoute
{
    private static readonly ChatOption Text = new("text", "Words of the question, its topic or its key", []);

    public Trigger Trigger => Trigger.Command("bank search");

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public ChatCommand Command { get; } = new("bank search", "Find questions", [Text]);

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var typed = interaction.Option(Text.Name) ?? "";
        var all = await questions.ListAsync(interaction.Workspace.Id, QuestionFilter.Everything, withBare: true, cancellationToken);
        await interaction.ReplyAsync(BankWords.Found(typed, BankSearch.Find(all, typed)), cancellationToken);
    }
}

/// <summary>/bank show: all that is known of a question.</summary>
internal sealed class BankShowCommand(QuestionStore questions) : IReplyRoute
{
    public Trigger Trigger => Trigger.Command("bank show");

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public bool OrganisersOnly => true;

    public ChatCommand Command { get; } = new("bank show", "A question with its rubric", [BankSearch.Question]);

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var typed = interaction.Option(BankSearch.Question.Name);
        var question = QuestionKey.TryParse(typed, null, out var key) ? await questions.FindAsync(interaction.Workspace.Id, key, cancellationToken) : null;
        await interaction.ReplyAsync(question is null ? BankWords.NoSuchQuestion(typed) : BankWords.Shown(question), cancellationToken);
    }
}

/// <summary>/bank stats: how many questions there are of each sort.</summary>
internal sealed class BankStatsCommand(QuestionStore questions) : IReplyRoute
{
    public Trigger Trigger => Trigger.Command("bank stats");

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public ChatCommand Command { get; } = new("bank stats", "How many questions there are, by section, level and kind");

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var statistics = new List<PackStatistics>();
        foreach (var owner in new WorkspaceId?[] { interaction.Workspace.Id, null })
        {
            foreach (var name in await questions.ListPacksAsync(owner, cancellationToken))
            {
                statistics.Add(PackStatistics.Of((await questions.FindPackAsync(owner, PackName.Parse(name), withRetired: false, cancellationToken))!));
            }
        }

        await interaction.ReplyAsync(BankWords.Statistics([.. statistics.Where(pack => pack.Questions > 0)]), cancellationToken);
    }
}

/// <summary>/bank lint: what an author should look at.</summary>
internal sealed class BankLintCommand(QuestionStore questions, QuestionAnalysisStore analyses, TimeProvider time) : IReplyRoute
{
    public Trigger Trigger => Trigger.Command("bank lint");

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public bool OrganisersOnly => true;

    public ChatCommand Command { get; } = new(
        "bank lint", "What an author should look at, also by what was answered", [new ChatOption("pack", "Which pack; all of them when left out", [])]);

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var workspace = interaction.Workspace.Id;
        var (own, shared) = (await questions.ListPacksAsync(workspace, cancellationToken), await questions.ListPacksAsync(owner: null, cancellationToken));
        var typed = interaction.Option("pack");
        if (typed is not null && !own.Contains(typed) && !shared.Contains(typed))
        {
            await interaction.ReplyAsync(BankWords.NoSuchPack(typed, [.. own.Concat(shared)]), cancellationToken);
            return;
        }

        var answered = await analyses.ListAsync(workspace, cancellationToken);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var findings = ImmutableArray.CreateBuilder<BankFinding>();
        foreach (var (owner, name) in own.Select(name => ((WorkspaceId?)workspace, name)).Concat(shared.Select(name => ((WorkspaceId?)null, name))))
        {
            if (typed is null || typed == name)
            {
                findings.AddRange(BankLint.Find((await questions.FindPackAsync(owner, PackName.Parse(name), withRetired: false, cancellationToken))!, answered, today));
            }
        }

        await interaction.ReplyAsync(BankWords.Findings(findings.ToImmutable()), cancellationToken);
    }
}

/// <summary>/bank export: a pack as a file.</summary>
internal sealed class BankExportCommand(QuestionStore questions, TimeProvider time) : IReplyRoute
{
    public Trigger Trigger => Trigger.Command("bank export");

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public bool OrganisersOnly => true;

    public ChatCommand Command { get; } = new(
        "bank export",
        "A pack as a file",
        [new ChatOption("pack", "Which pack", []), new ChatOption("format", "What form; YAML when left out", [.. PackExport.Formats])]);

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var own = await questions.ListPacksAsync(interaction.Workspace.Id, cancellationToken);
        var shared = await questions.ListPacksAsync(owner: null, cancellationToken);
        var typed = interaction.Option("pack") ?? (own.Count == 1 ? own[0] : "");
        var format = interaction.Option("format") ?? PackExport.Formats[0];
        var pack = PackName.TryParse(typed, out var name)
            ? await questions.FindPackAsync(own.Contains(typed) ? interaction.Workspace.Id : null, name, withRetired: false, cancellationToken)
            : null;
        await interaction.ReplyAsync(
            pack is null or { Questions.IsEmpty: true } ? BankWords.NoSuchPack(typed, [.. own.Concat(shared)])
            : !PackExport.Formats.Contains(format) ? QuestionWords.Misunderstood($"Format: \"{format}\" is none. There are {string.Join(", ", PackExport.Formats)}.")
            : BankWords.Exported(pack, format, time.GetUtcNow()),
            cancellationToken);
    }
}

/// <summary>Suggests keys of questions while one is typed, or words of the question.</summary>
internal sealed class BankKeySuggestions(string command, QuestionStore questions) : ISuggestionRoute
{
    private const int Most = 25;
    private const int LongestLabel = 100;

    public Trigger Trigger => Trigger.Typing(command, BankSearch.Question.Name);

    public FirstAnswer FirstAnswer => FirstAnswer.Suggestions;

    public async Task<ImmutableArray<ChoiceView>> SuggestAsync(Visit visit, string typed, CancellationToken cancellationToken)
    {
        if (visit is not { Workspace: { } workspace, IsOrganiser: true })
        {
            return [];
        }

        var all = await questions.ListAsync(workspace.Id, QuestionFilter.Everything, withBare: true, cancellationToken);
        return
        [
            .. BankSearch.Find(all, typed).Select(question => (Key: question.Key.ToString(), question.Stem))
                .Where(question => question.Key.Length <= LongestLabel)
                .Take(Most)
                .Select(question => new ChoiceView(Label(question.Key, question.Stem.ReplaceLineEndings(" ")), question.Key)),
        ];
    }

    private static string Label(string key, string stem) => $"{stem} ({key})" is { Length: <= LongestLabel } label ? label : key;
}

/// <summary>Finds questions by words.</summary>
internal static class BankSearch
{
    public static ChatOption Question { get; } = new("question", "Its key, such as our-guide/what-is-a-token; /bank search finds it", [], Suggests: true);

    /// <summary>Finds the questions that have every word somewhere; all of them where none is given.</summary>
    public static ImmutableArray<QuestionSummary> Find(IEnumerable<QuestionSummary> all, string typed)
    {
        var words = typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. all.Where(question => Array.TrueForAll(words, word =>
                question.Stem.Contains(word, StringComparison.OrdinalIgnoreCase)
                || question.Key.ToString().Contains(word, StringComparison.OrdinalIgnoreCase)
                || question.Topic.Path.Concat(question.Topic.CrossCutting).Any(topic => topic.Contains(word, StringComparison.OrdinalIgnoreCase)))),
        ];
    }
}
