using System.Text.RegularExpressions;
using Bot.Core.Questions;

namespace Bot.Core.Import;

/// <summary>
/// Recognises the questions of a bank that was imported before. The same key is the same question. A question whose title has changed, or
/// whose title was made up, is known by what it says: it keeps the key under which people have practised it.
/// </summary>
internal static partial class StoredQuestions
{
    private const double LeastAlike = 0.6;
    private const double LeastStemsAlike = 0.75;

    /// <summary>Gives the questions of a bank the keys under which they are stored, and keeps proposals accepted that were.</summary>
    public static BankDocument Recognise(BankDocument document, PackDraft stored)
    {
        var known = stored.Questions.ToDictionary(question => question.Key);
        var keys = Match(document, stored);
        QuestionKey KeyOf(QuestionKey key) => keys.GetValueOrDefault(key, key);
        return document with
        {
            Questions =
            [
                .. document.Questions.Select(question => question with
                {
                    Draft = known.TryGetValue(KeyOf(question.Draft.Key), out var before)
                        ? KeepAccepted(question.Draft, before) with { Key = before.Key, FormerKeys = [.. question.Draft.FormerKeys.Union(before.FormerKeys).Where(key => key != before.Key)] }
                        : question.Draft,
                    Parent = question.Parent is { } parent ? KeyOf(parent) : null,
                }),
            ],
        };
    }

    private static Dictionary<QuestionKey, QuestionKey> Match(BankDocument document, PackDraft stored)
    {
        var keys = stored.Questions.SelectMany(question => question.FormerKeys.Select(former => (former, question.Key))).DistinctBy(pair => pair.former).ToDictionary();
        var storedKeys = stored.Questions.Select(question => question.Key).ToHashSet();
        var present = document.Questions.Select(question => keys.GetValueOrDefault(question.Draft.Key, question.Draft.Key)).ToHashSet();
        var gone = stored.Questions.Where(question => !present.Contains(question.Key)).Select(question => (Question: question, Words: Words(question), Stem: Words(question.Stem))).ToList();
        var added = document.Questions.Select(question => question.Draft).Where(draft => !storedKeys.Contains(draft.Key) && !keys.ContainsKey(draft.Key)).ToList();
        var pairs = from draft in added
                    let words = Words(draft)
                    let stem = Words(draft.Stem)
                    from old in gone
                    let alike = Math.Max(Alike(words, old.Words) - LeastAlike, Alike(stem, old.Stem) - LeastStemsAlike)
                    where alike >= 0
                    orderby alike descending
                    select (draft.Key, Old: old.Question.Key);
        var taken = new HashSet<QuestionKey>();
        foreach (var (key, old) in pairs)
        {
            if (!keys.ContainsKey(key) && taken.Add(old))
            {
                keys[key] = old;
            }
        }

        return keys;
    }

    private static QuestionDraft KeepAccepted(QuestionDraft draft, QuestionDraft before)
    {
        var accepted = draft.Rubric.CanBeGraded ? [] : before.Rubric.KeyPoints.Where(point => draft.Material.ProposedKeyPoints.Contains(point.Text)).ToList();
        return accepted.Count == 0
            ? draft
            : draft with { Rubric = draft.Rubric with { KeyPoints = [.. draft.Rubric.KeyPoints, .. accepted] }, Material = draft.Material with { ProposedKeyPoints = [] } };
    }

    private static HashSet<string> Words(QuestionDraft draft) => Words(string.Join(
        '\n',
        [
            .. draft.Rubric.KeyPoints.Where(point => !point.Generic).Select(point => point.Text),
            .. draft.Rubric.RedFlags.Where(flag => !flag.Generic).Select(flag => flag.Text),
            .. draft.Material.AnswerBlocks.SelectMany(block => block.Items.Append(block.Text ?? "")),
            .. draft.Material.Probes,
        ]));

    private static HashSet<string> Words(string text) => [.. Word.Matches(text.ToLowerInvariant()).Select(match => match.Value)];

    private static double Alike(HashSet<string> one, HashSet<string> other)
    {
        var common = one.Count(other.Contains);
        var all = one.Count + other.Count - common;
        return all == 0 ? 0 : (double)common / all;
    }

    [GeneratedRegex(@"[\p{L}\p{N}_]+")]
    private static partial Regex Word { get; }
}
