using System.Collections.Frozen;

namespace Bot.Core.Grading.Lexical;

/// <summary>Whether a text asserts a word, denies it, or sets it aside.</summary>
internal enum Polarity
{
    /// <summary>Asserted: "tokens are <i>words</i>".</summary>
    Affirmed,

    /// <summary>Inside the scope of a denial: "tokens are not <i>words</i>", "it is a myth that <i>tokens are words</i>".</summary>
    Denied,

    /// <summary>Set aside, or said by others: "instead of <i>words</i>", "without <i>masking</i>", "some think <i>tokens are words</i>".</summary>
    Excluded,
}

/// <summary>Marks each token of a text with its polarity.</summary>
/// <remarks>
/// A denial reaches forward to the next clause, or over six content words; "without", "instead of", "rather than" and "unlike"
/// over four. "Not only" denies nothing, and neither does "not just" when a "but" follows. "… is a myth" and "… is wrong" deny
/// what stands before them in the sentence, and at the start of a sentence ("That is wrong") the sentence before. Two denials
/// cancel out. These are rules of thumb: scope in English needs a parser.
/// </remarks>
internal static class PolarityMarker
{
    private const int DenialReach = 6;
    private const int ExclusionReach = 4;
    private const int WholeClause = int.MaxValue;

    private static readonly FrozenSet<string> Denials = Set(
        """
        not never no none nothing nobody neither nor cannot cant couldnt dont doesnt didnt isnt arent wasnt werent wont wouldnt shouldnt
        mustnt havent hasnt hadnt aint hardly barely lacks lack lacking fails failing
        """);

    private static readonly FrozenSet<string> ScopeEnds = Set("but however because since although though whereas while yet otherwise which so if when unless hence therefore thus");

    private static readonly FrozenSet<string> Untruths = Set("myth misconception fallacy wrong false incorrect untrue mistaken mistake nonsense misleading");

    private static readonly FrozenSet<string> Truths = Set("true correct right case accurate");

    private static readonly FrozenSet<string> Others = Set("people some many beginners folks others someone candidates often commonly");

    private static readonly FrozenSet<string> Opinions = Set("think thinks believe believes say says said claim claims assume assumes thought believed claimed assumed");

    private static readonly FrozenSet<string> Copulas = Set("is are was were isnt arent thats its be");

    private static readonly FrozenSet<string> Softeners = Set("a an the just simply also only plain common popular totally completely quite");

    public static Polarity[] Mark(IReadOnlyList<Token> tokens)
    {
        var denials = new int[tokens.Count];
        var excluded = new bool[tokens.Count];
        for (var i = 0; i < tokens.Count; i++)
        {
            var word = tokens[i].Word;
            if (Untruths.Contains(word))
                MarkUntruth(tokens, i, denials);
            else if (Denials.Contains(word) && !IsNotOnly(tokens, i))
                Forward(tokens, i + 1, DeniesAClause(tokens, i) ? WholeClause : DenialReach, at => denials[at]++);
            else if (Excludes(tokens, i) is > 0 and var length)
                Forward(tokens, i + length, ExclusionReach, at => excluded[at] = true);
            else if (Opinions.Contains(word) && IsSaidByOthers(tokens, i))
                Forward(tokens, i + 1, WholeClause, at => excluded[at] = true);
        }

        return [.. tokens.Select((_, i) => excluded[i] ? Polarity.Excluded : denials[i] % 2 == 1 ? Polarity.Denied : Polarity.Affirmed)];
    }

    /// <summary>Tells whether a word only serves to deny; it is no content of its own.</summary>
    public static bool IsCue(string word) => (Denials.Contains(word) && word is not ("lacks" or "lack" or "lacking" or "fails" or "failing")) || word is "without" or "unlike" or "instead";

    private static int Excludes(IReadOnlyList<Token> tokens, int i) => tokens[i].Word switch
    {
        "without" or "unlike" => 1,
        "instead" or "rather" when i + 1 < tokens.Count && tokens[i + 1].Word is "of" or "than" => 2,
        _ => 0,
    };

    private static bool IsNotOnly(IReadOnlyList<Token> tokens, int i)
    {
        if (i + 1 >= tokens.Count || tokens[i].Word is "no" && tokens[i + 1].Word is "doubt" or "matter")
            return i + 1 < tokens.Count;
        if (tokens[i + 1].Word == "only")
            return true;
        if (tokens[i + 1].Word is not ("just" or "merely" or "simply"))
            return false;
        for (var next = i + 2; next < tokens.Count && tokens[next].Before != Boundary.Sentence; next++)
        {
            if (tokens[next].Word == "but")
                return true;
        }

        return false;
    }

    // "It is not true that …", "it is not the case that …".
    private static bool DeniesAClause(IReadOnlyList<Token> tokens, int i) =>
        Enumerable.Range(i + 1, 2).Any(next => next < tokens.Count && tokens[next].Before == Boundary.None && Truths.Contains(tokens[next].Word));

    private static bool IsSaidByOthers(IReadOnlyList<Token> tokens, int i)
    {
        for (var before = i - 1; before >= 0 && before >= i - 3 && tokens[before + 1].Before < Boundary.Clause; before--)
        {
            if (Others.Contains(tokens[before].Word))
                return true;
        }

        return false;
    }

    // "The myth that …" and "it is wrong to say …" reach forward; "…, which is wrong" and "… is a myth" reach back.
    private static void MarkUntruth(IReadOnlyList<Token> tokens, int i, int[] denials)
    {
        if (i + 1 < tokens.Count && tokens[i + 1].Before <= Boundary.Clause && (tokens[i + 1].Word is "that" or "to" || tokens[i + 1].Before == Boundary.Clause))
        {
            Forward(tokens, i + 1, WholeClause, at => denials[at]++);
            return;
        }

        var start = i - 1;
        while (start >= 0 && tokens[start + 1].Before == Boundary.None && Softeners.Contains(tokens[start].Word))
            start--;
        if (start < 0 || !Copulas.Contains(tokens[start].Word) || tokens[start + 1].Before != Boundary.None)
            return;

        var subject = start - (tokens[start].Word is "thats" or "its" ? 0 : 1);
        var opensSentence = subject >= 0 && OpensSentence(tokens, subject) && tokens[subject].Word is "that" or "this" or "it" or "thats" or "its";
        var last = start - 1;
        if (opensSentence)
            last = tokens[subject].Before == Boundary.Sentence ? subject - 1 : subject - 2;
        for (var at = last; at >= 0; at--)
        {
            denials[at]++;
            if (tokens[at].Before == Boundary.Sentence)
                break;
        }
    }

    // "That is wrong", "No, that is wrong".
    private static bool OpensSentence(IReadOnlyList<Token> tokens, int at) =>
        tokens[at].Before == Boundary.Sentence || (at > 0 && tokens[at - 1] is { Before: Boundary.Sentence, Word: "no" or "nope" or "but" or "well" });

    private static void Forward(IReadOnlyList<Token> tokens, int from, int reach, Action<int> mark)
    {
        var content = 0;
        for (var at = from; at < tokens.Count; at++)
        {
            var token = tokens[at];
            if (token.Before >= Boundary.Sentence || (token.Before == Boundary.Clause && at > from))
                return;
            if (at > from && ScopeEnds.Contains(token.Word) && (reach != WholeClause || token.Word is "but" or "however" or "whereas" or "although"))
                return;
            if (token.Before == Boundary.Comma && reach != WholeClause && at > from && !IsListMember(tokens, at))
                return;
            if (!EnglishWords.Function.Contains(token.Word) && ++content > reach)
                return;
            mark(at);
        }
    }

    // "no masking, dropout, or noise": what follows the comma is short and has no verb or pronoun of its own.
    private static bool IsListMember(IReadOnlyList<Token> tokens, int at)
    {
        for (var i = at; i < at + 3 && i < tokens.Count; i++)
        {
            if (i > at && tokens[i].Before > Boundary.None)
                return true;
            if (EnglishWords.Glue.Contains(tokens[i].Word))
                return false;
        }

        return at + 3 >= tokens.Count || tokens[at + 3].Before > Boundary.None;
    }

    private static FrozenSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
