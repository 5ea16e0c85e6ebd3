using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using Bot.Core;
using Bot.Core.Banks;
using Bot.Core.Grading;
using Bot.Core.Import.Duplicates;
using Bot.Core.Questions;

namespace Bot.Host.Commands;

/// <summary><c>bank</c>: looks at the packs of the installation. May run beside a running bot.</summary>
internal sealed class BankCommand(Option<string?> data, TimeProvider time)
{
    private readonly Option<string[]> _pack = new("--pack") { Description = "The packs to look at; all of them when none is named.", HelpName = "NAME", AllowMultipleArgumentsPerToken = true };

    private readonly Option<bool> _json = new("--json") { Description = "Write it as JSON." };

    public Command Create()
    {
        var duplicates = new Command("duplicates", "Find questions that ask the same, for a person to decide.") { _pack, _json };
        duplicates.SetAction((parsed, cancellationToken) => RunAsync(parsed, WriteDuplicatesAsync, cancellationToken));
        var stats = new Command("stats", "Count questions by section, level and kind.") { _pack, _json };
        stats.SetAction((parsed, cancellationToken) => RunAsync(parsed, (_, packs, json, _) => Task.FromResult(WriteStatistics(packs, json)), cancellationToken));
        var lint = new Command("lint", "Find questions that an author should look at.") { _pack, _json };
        lint.SetAction((parsed, cancellationToken) => RunAsync(parsed, WriteFindingsAsync, cancellationToken));
        var bank = new Command("bank", "Look at the question packs.") { duplicates, stats, lint };
        foreach (var decision in new BankTwinsCommands(data, time).Create())
        {
            bank.Add(decision);
        }

        return bank;
    }

    private async Task<int> RunAsync(
        ParseResult parsed, Func<DbDataSource, IReadOnlyList<PackDraft>, bool, CancellationToken, Task<IEnumerable<string>>> describe, CancellationToken cancellationToken)
    {
        var installation = Installation.Find(parsed, data);
        installation.Migrate();
        await using var source = installation.Database.Open();
        var store = new QuestionStore(source, new IdSource(time), time);
        var known = await store.ListPacksAsync(owner: null, cancellationToken);
        var wanted = parsed.GetValue(_pack) is { Length: > 0 } named ? named : [.. known];
        var packs = new List<PackDraft>();
        foreach (var name in wanted)
        {
            packs.Add(PackName.TryParse(name, out var pack) && await store.FindPackAsync(owner: null, pack, withRetired: false, cancellationToken) is { } found
                ? found
                : throw new SettingsException($"There is no pack \"{name}\". {(known.Count == 0 ? "No pack was imported yet." : $"There are: {string.Join(", ", known)}.")}"));
        }

        foreach (var line in await describe(source, packs, parsed.GetValue(_json), cancellationToken))
        {
            await parsed.InvocationConfiguration.Output.WriteLineAsync(line.AsMemory(), cancellationToken);
        }

        return 0;
    }

    private async Task<IEnumerable<string>> WriteDuplicatesAsync(DbDataSource source, IReadOnlyList<PackDraft> packs, bool json, CancellationToken cancellationToken)
    {
        var questions = packs.SelectMany(pack => pack.Questions).ToList();
        var groups = (await BankTwinsCommands.TwinsOf(source, time).FindGroupsAsync(owner: null, questions, cancellationToken)).Select(found => found.Group).ToList();
        if (json)
        {
            return [JsonLine.Write(new { groups = groups.Select(group => new { keys = group.Keys.Select(key => key.ToString()), group.Kind, group.Score }) })];
        }

        var stems = questions.ToDictionary(question => question.Key, question => question.Stem.ReplaceLineEndings(" "));
        return groups.Count == 0
            ? ["No two questions seem to ask the same."]
            : groups.SelectMany(group => group.Keys.Select(key => $"  {key}: {stems[key]}")
                .Prepend(string.Create(CultureInfo.InvariantCulture, $"{(group.Kind == DuplicateKind.Same ? "same" : "near")} {group.Score:0.00}")));
    }

    private static IEnumerable<string> WriteStatistics(IReadOnlyList<PackDraft> packs, bool json)
    {
        var statistics = packs.Select(PackStatistics.Of).ToList();
        return json ? [JsonLine.Write(new { packs = statistics })] : statistics.SelectMany(pack => pack.Describe());
    }

    private async Task<IEnumerable<string>> WriteFindingsAsync(DbDataSource source, IReadOnlyList<PackDraft> packs, bool json, CancellationToken cancellationToken)
    {
        var analyses = await new QuestionAnalysisStore(source).ListSharedAsync(cancellationToken);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var findings = packs.SelectMany(pack => BankLint.Find(pack, analyses, today)).ToList();
        return json ? [JsonLine.Write(new { findings })]
            : findings.Count == 0 ? ["Nothing to look at."]
            : findings.Select(finding => $"{finding.Key}: {finding.Code}: {finding.Message}");
    }
}
