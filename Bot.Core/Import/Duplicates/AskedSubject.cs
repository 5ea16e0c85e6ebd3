using System.Collections.Frozen;
using Bot.Core.Grading.Lexical;

namespace Bot.Core.Import.Duplicates;

/// <summary>What a stem wants done, and to what: "Explain LoRA and why it works" wants LoRA explained.</summary>
/// <param name="Task">What is to be done.</param>
/// <param name="Names">The words that name the thing to be explained; none for any other task.</param>
internal sealed record AskedSubject(AskedTask Task, FrozenSet<string> Names)
{
    private const int MostNames = 5;
    private const int LongestTitle = 5;

    private static readonly AskedSubject Nothing = new(AskedTask.Other, FrozenSet<string>.Empty);

    /// <summary>Words behind which a thing is no longer named, but placed or judged.</summary>
    private static readonly FrozenSet<string> Ends = Words("in for of as with at to from by on onto using when that which like used works work do does mean means measure during it over or is are was were under between step steps into across within its their your our if than via per");

    /// <summary>Words that begin a second question behind "and".</summary>
    private static readonly FrozenSet<string> Openers = Words("why how what when where explain whether give describe who its their");

    private static readonly FrozenSet<string> Comparing = Words("vs versus compare compared comparison difference differences differ choose choice better");

    /// <summary>Words that say of a thing no more than that it is one.</summary>
    private static readonly FrozenSet<string> Light = Words("concept idea method technique approach problem mechanism pipeline process overview interpretation view basic full general modern detail intuition role purpose term notion framework algorithm simple short paradigm pattern model llm language typical type")
        .Select(EnglishStemmer.Stem).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Reads a stem.</summary>
    public static AskedSubject Of(IReadOnlyList<Token> stem, Thesaurus names)
    {
        if (IsComparison(stem))
        {
            return Nothing with { Task = AskedTask.Compare };
        }

        var (start, wantsWork) = Opening(stem);
        if (start < 0)
        {
            return Nothing;
        }

        var found = new HashSet<string>(StringComparer.Ordinal);
        var at = start;
        while (at < stem.Count && !(found.Count > 0 && IsEnd(stem, at, start)))
        {
            var (length, concept, _) = names.Find(stem, at);
            if (length > 0)
            {
                found.Add(concept);
            }
            else if (!EnglishWords.Function.Contains(stem[at].Word) && !Light.Contains(stem[at].Stem))
            {
                found.Add(stem[at].Stem);
            }

            at += Math.Max(1, length);
        }

        var isOther = (wantsWork && !IsWork(stem, at))
            || (Word(stem, at) == "to" && Word(stem, at + 1) is "a" or "an" or "your" or "somebody" or "someone"); // To a layman is a task of its own.
        return isOther || found.Count is 0 or > MostNames ? Nothing : new AskedSubject(AskedTask.Explain, found.ToFrozenSet(StringComparer.Ordinal));
    }

    /// <summary>Tells which share of the names both have.</summary>
    public double Alike(AskedSubject other)
    {
        var common = Names.Count(other.Names.Contains);
        return common == 0 ? 0 : (double)common / (Names.Count + other.Names.Count - common);
    }

    // "How does byte pair encoding (BPE) work": the name in brackets stands before the verb.
    private static bool IsWork(IReadOnlyList<Token> stem, int at) =>
        Word(stem, at) is "work" or "works" or "do" or "does" or "mean" or "means" or "measure"
        || (at < stem.Count && stem[at].Before == Boundary.Comma && Word(stem, at + 1) is "work" or "works" or "do" or "mean" or "measure");

    private static bool IsComparison(IReadOnlyList<Token> stem)
    {
        for (var i = 0; i < stem.Count && (i == 0 || (stem[i].Before < Boundary.Clause && !IsSecondQuestion(stem, i))); i++)
        {
            if (Comparing.Contains(stem[i].Word))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSecondQuestion(IReadOnlyList<Token> stem, int at) => Word(stem, at) == "and" && Openers.Contains(Word(stem, at + 1));

    private static bool IsEnd(IReadOnlyList<Token> stem, int at, int start) =>
        (at > start && stem[at].Before >= Boundary.Comma) || Ends.Contains(stem[at].Word) || IsSecondQuestion(stem, at);

    /// <summary>Finds where the thing to be explained begins, -1 where nothing is; and whether its working is asked for, which a verb has to say.</summary>
    private static (int Start, bool WantsWork) Opening(IReadOnlyList<Token> stem) => (Word(stem, 0), Word(stem, 1), Word(stem, 2)) switch
    {
        ("explain" or "describe", "how" or "why" or "when", _) => (-1, false),
        ("explain" or "describe", "what", "is" or "are") => (3, false),
        ("explain" or "describe" or "define" or "discuss" or "summarize" or "summarise", _, _) => (1, false),
        ("what", "is" or "are" or "was" or "were", _) => (2, false),
        ("whats", _, _) => (1, false),
        ("what" or "how", "does" or "do", _) => (2, true),
        ("tell" or "walk", "me", "about" or "through") => (3, false),
        ("walk", "through", _) => (2, false),
        ("give", "an" or "a", "overview") => (4, false),
        _ => (IsTitle(stem) ? 0 : -1, false),
    };

    // "LoRA", "Scaling laws": the name of the thing and nothing else.
    private static bool IsTitle(IReadOnlyList<Token> stem) =>
        stem.Count is > 0 and <= LongestTitle && !EnglishWords.Function.Contains(stem[0].Word) && stem[0].Word is not ("design" or "implement" or "build" or "estimate");

    private static string Word(IReadOnlyList<Token> stem, int at) => at < stem.Count ? stem[at].Word : "";

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}

/// <summary>What a stem wants done.</summary>
internal enum AskedTask
{
    /// <summary>Anything else: to design, to find out why, to calculate.</summary>
    Other,

    /// <summary>To explain one thing.</summary>
    Explain,

    /// <summary>To compare things, or to choose among them.</summary>
    Compare,
}
