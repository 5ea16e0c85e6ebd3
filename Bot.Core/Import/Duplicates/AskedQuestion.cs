using Bot.Core.Grading.Lexical;
using Bot.Core.Questions;

namespace Bot.Core.Import.Duplicates;

/// <summary>A question as it is compared with others: what it asks and what it says, in words that mean one thing under one name.</summary>
internal sealed class AskedQuestion
{
    // What stands behind a dash, a colon or a full stop is the finer print of what is asked.
    private const double FinePrint = 0.4;

    // Longer texts say nothing more about what is asked, and cost time.
    private const int LongestText = 2_000;
    private const int FewWords = 4;

    private readonly QuestionDraft _draft;
    private readonly Thesaurus _names;

    public AskedQuestion(QuestionDraft draft, Thesaurus names)
    {
        (_draft, _names) = (draft, names);
        var stem = Tokenizer.Cut(draft.Stem, LongestText);
        Stem = Weigh(stem, names);
        Subject = AskedSubject.Of(stem, names);
    }

    /// <summary>Gets the words of the stem, each with how much it says: 1 for what is asked first, less for the rest.</summary>
    public Dictionary<string, double> Stem { get; }

    /// <summary>Gets what the stem wants done.</summary>
    public AskedSubject Subject { get; }

    public Kind? Kind => _draft.Kind;

    /// <summary>Gets the words of the answer.</summary>
    public HashSet<string> Answer => field ??= [.. Weigh(Tokenizer.Cut(AnswerText, LongestText), _names).Keys];

    /// <summary>Gets a value indicating whether there is an answer that can be compared.</summary>
    public bool HasAnswer => Answer.Count >= FewWords;

    /// <summary>Gets all words of the question, of its answer, its red flags and what else it asks.</summary>
    public HashSet<string> All => field ??= [.. Stem.Keys, .. Answer, .. Weigh(Tokenizer.Cut(Rest, LongestText), _names).Keys];

    private string AnswerText => string.Join(
        '\n',
        [
            .. _draft.Rubric.KeyPoints.Where(point => !point.Generic).Select(point => point.Text),
            _draft.Material.ShortAnswer ?? "",
            .. _draft.Material.ProposedKeyPoints,
            .. _draft.Material.AnswerBlocks.SelectMany(block => block.Items.Append(block.Text ?? "")),
        ]);

    private string Rest => string.Join(
        '\n',
        [
            .. _draft.Rubric.RedFlags.Where(flag => !flag.Generic).Select(flag => flag.Text),
            .. _draft.Material.FollowUps.Where(followUp => !followUp.Generic).Select(followUp => followUp.Text),
            .. _draft.Material.QaChain.Select(pair => pair.Question),
            .. _draft.Material.Probes,
            .. _draft.Material.AnswerTemplate,
        ]);

    private static Dictionary<string, double> Weigh(List<Token> tokens, Thesaurus names)
    {
        var words = new Dictionary<string, double>(StringComparer.Ordinal);
        var weight = 1.0;
        for (var i = 0; i < tokens.Count;)
        {
            if (words.Count > 0 && tokens[i].Before >= Boundary.Clause)
            {
                weight = FinePrint;
            }

            var (length, concept, _) = names.Find(tokens, i);
            if (length > 0)
            {
                words.TryAdd(concept, weight);
            }
            else if (ContentWords.Has(tokens[i]))
            {
                words.TryAdd(tokens[i].Stem, weight);
            }

            i += Math.Max(1, length);
        }

        return words;
    }
}
