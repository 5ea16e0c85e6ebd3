using System.CommandLine;
using System.Data.Common;
using Bot.Core;
using Bot.Core.Banks;
using Bot.Core.Import.Duplicates;
using Bot.Core.Questions;
using Bot.Core.Storage;

namespace Bot.Host.Commands;

/// <summary><c>bank merge|apart|unmerge</c>: what a person decides about questions of the installation that seem to ask the same. May run beside a running bot.</summary>
internal sealed class BankTwinsCommands(Option<string?> data, TimeProvider time)
{
    private readonly Argument<string> _kept = new("KEPT") { Description = "The key of the question that is kept." };

    private readonly Argument<string> _other = new("OTHER") { Description = "The key of the other one." };

    private readonly Option<bool> _yes = new("--yes") { Description = "Do it; without it only what it would do is shown." };

    /// <summary>Makes what finds and merges questions.</summary>
    public static Twins TwinsOf(DbDataSource source, TimeProvider time)
    {
        var ids = new IdSource(time);
        var questions = new QuestionStore(source, ids, time);
        return new Twins(questions, new TwinStore(source, ids), new PackChanges(questions, new PackChangeStore(ids), time), time);
    }

    public IEnumerable<Command> Create()
    {
        var merge = new Command("merge", "Make one question of two that ask the same; the other is not asked any more.") { _kept, _other, _yes };
        merge.SetAction(MergeAsync);
        var apart = new Command("apart", "Keep two questions apart that seem to ask the same; they are not proposed again.") { _kept, _other };
        apart.SetAction(KeepApartAsync);
        var unmerge = new Command("unmerge", "Take back what was decided about two questions.") { _kept, _other };
        unmerge.SetAction(UnmergeAsync);
        return [merge, apart, unmerge];
    }

    private async Task<int> MergeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        return await RunAsync(
            parsed,
            async (bench, kept, other, token) =>
            {
                foreach (var contradiction in Contradiction.Between(kept.Current.Rubric, other.Current.Rubric))
                {
                    await output.WriteLineAsync($"They do not agree; both would stand: {contradiction.Describe()}".AsMemory(), token);
                }

                if (!parsed.GetValue(_yes))
                {
                    await output.WriteLineAsync($"Would add to {kept.Key} what {other.Key} adds, and not ask {other.Key} any more. Nothing is done yet: add --yes.".AsMemory(), token);
                    return;
                }

                _ = await bench.Gate.RunAsync((write, inner) => bench.Twins.MergeAsync(write, owner: null, kept.Key, other.Key, inner), token)
                    ?? throw new SettingsException($"{kept.Key} or {other.Key} was merged before, or was retired.");
                await output.WriteLineAsync($"{kept.Key} has what {other.Key} adds. {other.Key} is not asked any more; its answers stay. Take it back with: redflag bank unmerge {kept.Key} {other.Key}".AsMemory(), token);
            },
            cancellationToken);
    }

    private async Task<int> KeepApartAsync(ParseResult parsed, CancellationToken cancellationToken) => await RunAsync(
        parsed,
        async (bench, one, other, token) =>
        {
            await bench.Gate.RunAsync((write, inner) => bench.Twins.KeepApartAsync(write, owner: null, one.Key, other.Key, inner), token);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{one.Key} and {other.Key} are both asked, and not proposed again.".AsMemory(), token);
        },
        cancellationToken);

    private async Task<int> UnmergeAsync(ParseResult parsed, CancellationToken cancellationToken) => await RunAsync(
        parsed,
        async (bench, one, other, token) =>
        {
            var decided = (await bench.Decisions.ListAsync(owner: null, token))
                .LastOrDefault(twin => (twin.Kept, twin.Other) == (one.Id, other.Id) || (twin.Kept, twin.Other) == (other.Id, one.Id))
                ?? throw new SettingsException($"Nobody decided anything about {one.Key} and {other.Key}.");
            var undoing = await bench.Gate.RunAsync((write, inner) => bench.Twins.UndoAsync(write, owner: null, decided.Id, inner), token);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                (undoing is TwinUndoing.KeptWasChanged
                    ? $"Taken back: both are asked. {one.Key} was changed since, so it stays as it is."
                    : "Taken back: both are asked, and may be proposed again.").AsMemory(),
                token);
        },
        cancellationToken);

    private async Task<int> RunAsync(ParseResult parsed, Func<Bench, Question, Question, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var installation = Installation.Find(parsed, data);
        installation.Migrate();
        await using var source = installation.Database.Open();
        using var gate = new WriteGate(source);
        var ids = new IdSource(time);
        var store = new QuestionStore(source, ids, time);
        var bench = new Bench(TwinsOf(source, time), new TwinStore(source, ids), gate);
        var kept = await FindAsync(store, parsed.GetValue(_kept)!, cancellationToken);
        var other = await FindAsync(store, parsed.GetValue(_other)!, cancellationToken);
        await (kept.Id != other.Id ? work(bench, kept, other, cancellationToken) : throw new SettingsException("Name two different questions."));
        return 0;
    }

    // The default workspace is none, so that only what belongs to the installation is found.
    private static async Task<Question> FindAsync(QuestionStore store, string typed, CancellationToken cancellationToken) =>
        QuestionKey.TryParse(typed, null, out var key) && await store.FindAsync(default, key, cancellationToken) is { } question
            ? question
            : throw new SettingsException($"There is no question \"{typed}\". A key looks like our-guide/what-is-a-token; bank duplicates names those that seem to ask the same.");

    private sealed record Bench(Twins Twins, TwinStore Decisions, WriteGate Gate);
}
