using System.Collections.Immutable;
using Bot.Core.Import.Duplicates;
using Bot.Core.Import.Yaml;
using Bot.Core.Members;
using Bot.Core.Questions;
using Bot.Core.Storage;

namespace Bot.Core.Banks;

/// <summary>Finds questions that seem to ask the same, and does what a person decides about them.</summary>
/// <param name="questions">The questions.</param>
/// <param name="twins">What was decided.</param>
/// <param name="changes">Changes the packs of workspaces, so that each change can be taken back.</param>
/// <param name="time">The clock.</param>
public sealed class Twins(QuestionStore questions, TwinStore twins, PackChanges changes, TimeProvider time)
{
    /// <summary>Proposes pairs that nobody has decided about, the most alike first.</summary>
    /// <param name="owner">The workspace, with the packs that all share; <see langword="null"/> for those alone.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The pairs; in each the workspace's own question stands first, where there is one.</returns>
    public async Task<ImmutableArray<TwinProposal>> ProposeAsync(WorkspaceId? owner, CancellationToken cancellationToken)
    {
        var all = new Dictionary<QuestionKey, (QuestionDraft Draft, bool IsOwn)>();
        foreach (var of in owner is null ? [null] : new[] { owner, null })
        {
            foreach (var name in await questions.ListPacksAsync(of, cancellationToken))
            {
                foreach (var draft in (await questions.FindPackAsync(of, PackName.Parse(name), withRetired: false, cancellationToken))!.Questions)
                {
                    all.TryAdd(draft.Key, (draft, of is not null));
                }
            }
        }

        return
        [
            .. (await FindGroupsAsync(owner, [.. all.Values.Select(question => question.Draft)], cancellationToken)).SelectMany(group =>
                group.Open.Take(1)
                    .Select(pair => all[pair.Other].IsOwn && !all[pair.One].IsOwn ? (One: pair.Other, Other: pair.One) : pair)
                    .Select(pair => new TwinProposal(
                        all[pair.One].Draft, all[pair.Other].Draft, group.Group.Kind, all[pair.One].IsOwn, Contradiction.Between(all[pair.One].Draft.Rubric, all[pair.Other].Draft.Rubric)))),
        ];
    }

    /// <summary>Finds the groups of questions that seem to ask the same and are not all decided about.</summary>
    /// <param name="owner">Whose decisions hold: a workspace's with the installation's, or these alone.</param>
    /// <param name="all">The questions.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The groups, the most alike first, each with its pairs that nobody has decided about; what was merged into another question is in none.</returns>
    public async Task<ImmutableArray<(DuplicateGroup Group, ImmutableArray<(QuestionKey One, QuestionKey Other)> Open)>> FindGroupsAsync(
        WorkspaceId? owner, IReadOnlyList<QuestionDraft> all, CancellationToken cancellationToken)
    {
        var (hidden, apart) = await ListDecidedAsync(owner, cancellationToken);
        return
        [
            .. DuplicateFinder.Find([.. all.Where(question => !hidden.Contains(question.Key))])
                .Select(group => (group, group.Keys.SelectMany((one, i) => group.Keys.Skip(i + 1).Select(other => (one, other))).Where(pair => !apart.Contains(pair)).ToImmutableArray()))
                .Where(pair => !pair.Item2.IsEmpty),
        ];
    }

    /// <summary>Merges two questions: the kept one gets what the other adds, and the other is no longer asked.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="owner">The workspace, whose the kept question has to be; <see langword="null"/> for the installation.</param>
    /// <param name="kept">The question that is kept.</param>
    /// <param name="other">The other one.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The decision; <see langword="null"/> when one of the questions is not there any more, or was merged before.</returns>
    public async Task<TwinId?> MergeAsync(WriteTransaction write, WorkspaceId? owner, QuestionKey kept, QuestionKey other, CancellationToken cancellationToken)
    {
        var (hidden, _) = await ListDecidedAsync(owner, cancellationToken);
        var pack = await questions.FindPackAsync(owner, kept.Pack, withRetired: false, cancellationToken);
        var before = pack?.Questions.FirstOrDefault(question => question.Key == kept);
        if (before is null || hidden.Contains(kept) || hidden.Contains(other) || kept == other
            || await FindAsync(owner, kept, cancellationToken) is not { } keptQuestion
            || await FindAsync(owner, other, cancellationToken) is not { RetiredAt: null } otherQuestion)
        {
            return null;
        }

        var after = QuestionUnion.Of(before, otherQuestion.ToDraft(formerKeys: []));
        await StoreAsync(write, owner, pack! with { Questions = pack.Questions.Replace(before, after) }, cancellationToken);
        var merge = new TwinMerge(Write(pack.Info, before), Write(pack.Info, after));
        return await twins.AddAsync(write, owner, keptQuestion.Id, otherQuestion.Id, merge, time.GetUtcNow(), cancellationToken);
    }

    /// <summary>Notes that two questions stay apart.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="owner">The workspace, or <see langword="null"/> for the installation.</param>
    /// <param name="one">A question.</param>
    /// <param name="other">Another.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The decision; <see langword="null"/> when one of the questions is not there any more.</returns>
    public async Task<TwinId?> KeepApartAsync(WriteTransaction write, WorkspaceId? owner, QuestionKey one, QuestionKey other, CancellationToken cancellationToken) =>
        one != other && await FindAsync(owner, one, cancellationToken) is { } first && await FindAsync(owner, other, cancellationToken) is { } second
            ? await twins.AddAsync(write, owner, first.Id, second.Id, merge: null, time.GetUtcNow(), cancellationToken)
            : null;

    /// <summary>Takes a decision back: a question that was merged is asked again, and the kept one is as before, unless somebody changed it since.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="owner">Whose the decision is.</param>
    /// <param name="id">The decision.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What came of it.</returns>
    public async Task<TwinUndoing> UndoAsync(WriteTransaction write, WorkspaceId? owner, TwinId id, CancellationToken cancellationToken)
    {
        if (await twins.FindAsync(write, owner, id, cancellationToken) is not { IsUndone: false } twin)
        {
            return TwinUndoing.Gone;
        }

        await twins.MarkUndoneAsync(write, owner, id, time.GetUtcNow(), cancellationToken);
        if (twin.Merge is not { } merge)
        {
            return TwinUndoing.Apart;
        }

        var kept = await questions.FindAsync(owner ?? default, twin.Kept, cancellationToken);
        var pack = kept is null ? null : await questions.FindPackAsync(owner, kept.Key.Pack, withRetired: false, cancellationToken);
        var now = pack?.Questions.FirstOrDefault(question => question.Key == kept!.Key);
        if (now is null || Write(pack!.Info, now) != Write(pack.Info, Read(merge.After).Questions[0] with { FormerKeys = now.FormerKeys }))
        {
            return TwinUndoing.KeptWasChanged;
        }

        await StoreAsync(write, owner, pack with { Questions = pack.Questions.Replace(now, Read(merge.Before).Questions[0] with { FormerKeys = now.FormerKeys }) }, cancellationToken);
        return TwinUndoing.Done;
    }

    /// <summary>Unites the questions of a pack that is imported again with those that were merged into them, so that importing does not undo what people decided.</summary>
    /// <param name="owner">The workspace that the pack belongs to, or <see langword="null"/> for the installation.</param>
    /// <param name="pack">The pack as its file has it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The pack to be loaded.</returns>
    public async Task<PackDraft> UniteAsync(WorkspaceId? owner, PackDraft pack, CancellationToken cancellationToken)
    {
        foreach (var twin in (await twins.ListAsync(owner, cancellationToken)).Where(twin => twin.Merge is not null))
        {
            if (await questions.FindAsync(owner ?? default, twin.Kept, cancellationToken) is { } kept
                && pack.Questions.FirstOrDefault(question => question.Key == kept.Key) is { } draft
                && await questions.FindAsync(owner ?? default, twin.Other, cancellationToken) is { } other)
            {
                var added = pack.Questions.FirstOrDefault(question => question.Key == other.Key) ?? other.ToDraft(formerKeys: []);
                pack = pack with { Questions = pack.Questions.Replace(draft, QuestionUnion.Of(draft, added)) };
            }
        }

        return pack;
    }

    private async Task<(HashSet<QuestionKey> Hidden, HashSet<(QuestionKey, QuestionKey)> Apart)> ListDecidedAsync(WorkspaceId? owner, CancellationToken cancellationToken)
    {
        var (hidden, apart) = (new HashSet<QuestionKey>(), new HashSet<(QuestionKey, QuestionKey)>());
        foreach (var twin in await twins.ListAsync(owner, cancellationToken))
        {
            if (await questions.FindAsync(owner ?? default, twin.Kept, cancellationToken) is { } kept
                && await questions.FindAsync(owner ?? default, twin.Other, cancellationToken) is { } other)
            {
                _ = twin.Merge is null ? apart.Add((kept.Key, other.Key)) && apart.Add((other.Key, kept.Key)) : hidden.Add(other.Key);
            }
        }

        return (hidden, apart);
    }

    // No workspace is the default one, so that asks for the installation's alone.
    private Task<Question?> FindAsync(WorkspaceId? owner, QuestionKey key, CancellationToken cancellationToken) => questions.FindAsync(owner ?? default, key, cancellationToken);

    private async Task StoreAsync(WriteTransaction write, WorkspaceId? owner, PackDraft pack, CancellationToken cancellationToken) => _ = owner is { } workspace
        ? (await changes.ApplyAsync(write, workspace, pack, cancellationToken)).Load
        : await questions.LoadAsync(write, owner: null, pack, cancellationToken);

    private static string Write(PackInfo info, QuestionDraft question) => YamlPackWriter.Write(new PackDraft(info, [question]));

    private static PackDraft Read(string text)
    {
        using var reader = new StringReader(text);
        return YamlPackReader.Read("twin.yaml", reader) is PackReading.Read read ? read.Pack : throw new InvalidOperationException("A question that was stored cannot be read again.");
    }
}

/// <summary>Two questions that seem to ask the same.</summary>
/// <param name="One">The one that would be kept.</param>
/// <param name="Other">The one that would no longer be asked.</param>
/// <param name="Kind">How alike they are.</param>
/// <param name="IsOwn">Whether the one that would be kept is the workspace's own.</param>
/// <param name="Contradictions">Where their rubrics do not agree.</param>
public sealed record TwinProposal(QuestionDraft One, QuestionDraft Other, DuplicateKind Kind, bool IsOwn, ImmutableArray<Contradiction> Contradictions);

/// <summary>What came of taking a decision back.</summary>
public enum TwinUndoing
{
    /// <summary>Both questions are as before.</summary>
    Done,

    /// <summary>The other question is asked again; the kept one stays as it is, since somebody changed it.</summary>
    KeptWasChanged,

    /// <summary>They may be proposed again.</summary>
    Apart,

    /// <summary>Nobody knows of the decision, or it was taken back before.</summary>
    Gone,
}
