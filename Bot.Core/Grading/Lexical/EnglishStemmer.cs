using System.Buffers;
using System.Collections.Frozen;

namespace Bot.Core.Grading.Lexical;

/// <summary>Reduces an English word to its stem, so that "merges" and "merging" meet: Martin Porter's second stemmer.</summary>
/// <remarks>
/// Written from the description at https://snowballstem.org/algorithms/english/stemmer.html (the rules of that page as of 2023,
/// before proper names and "-ers" were added). R1 is the part of a word behind the first non-vowel that follows a vowel, R2 the
/// same again inside R1. Words with anything but a–z and apostrophes are returned as they are.
/// </remarks>
internal static class EnglishStemmer
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz'");

    private static readonly FrozenDictionary<string, string> Exceptions = new (string Word, string Stem)[]
    {
        ("skis", "ski"), ("skies", "sky"), ("dying", "die"), ("lying", "lie"), ("tying", "tie"),
        ("idly", "idl"), ("gently", "gentl"), ("ugly", "ugli"), ("early", "earli"), ("only", "onli"), ("singly", "singl"),
        ("sky", "sky"), ("news", "news"), ("howe", "howe"), ("atlas", "atlas"), ("cosmos", "cosmos"), ("bias", "bias"), ("andes", "andes"),
    }.ToFrozenDictionary(pair => pair.Word, pair => pair.Stem, StringComparer.Ordinal);

    private static readonly FrozenSet<string> FinishedAfterPlural =
        new[] { "inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed" }.ToFrozenSet();

    private static readonly string[] LongStarts = ["gener", "commun", "arsen"];

    // Longest endings first: an ending stands before each ending that it ends with.
    private static readonly (string Ending, string Instead)[] SecondStep =
    [
        ("ational", "ate"), ("ization", "ize"), ("fulness", "ful"), ("ousness", "ous"), ("iveness", "ive"),
        ("tional", "tion"), ("biliti", "ble"), ("lessli", "less"),
        ("entli", "ent"), ("ation", "ate"), ("alism", "al"), ("aliti", "al"), ("ousli", "ous"), ("iviti", "ive"), ("fulli", "ful"),
        ("enci", "ence"), ("anci", "ance"), ("abli", "able"), ("izer", "ize"), ("ator", "ate"), ("alli", "al"),
        ("bli", "ble"), ("ogi", "og"), ("li", ""),
    ];

    private static readonly (string Ending, string Instead)[] ThirdStep =
    [
        ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ative", ""),
        ("ical", "ic"), ("ness", ""), ("ful", ""),
    ];

    private static readonly string[] FourthStep =
        ["ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion", "al", "er", "ic"];

    /// <param name="word">A word in lower case.</param>
    public static string Stem(string word)
    {
        if (word.Length <= 2 || word.AsSpan().ContainsAnyExcept(Letters))
            return word;
        if (Exceptions.TryGetValue(word, out var exception))
            return exception;

        word = MarkConsonantY(word.TrimStart('\''));
        var (r1, r2) = Regions(word);
        word = Plural(Possessive(word));
        if (!FinishedAfterPlural.Contains(word))
        {
            word = FinalY(PastAndGerund(word, r1));
            word = FourthSuffix(ThirdSuffix(SecondSuffix(word, r1), r1, r2), r2);
            word = FinalEOrL(word, r1, r2);
        }

        return word.Replace('Y', 'y');
    }

    private static bool IsVowel(char letter) => Vowels.Contains(letter);

    private static string MarkConsonantY(string word)
    {
        var letters = word.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            if (letters[i] == 'y' && (i == 0 || IsVowel(letters[i - 1])))
                letters[i] = 'Y';
        }

        return new string(letters);
    }

    private static (int R1, int R2) Regions(string word)
    {
        var start = LongStarts.FirstOrDefault(start => word.StartsWith(start, StringComparison.Ordinal));
        var r1 = start?.Length ?? AfterVowelAndNonVowel(word, 0);
        return (r1, AfterVowelAndNonVowel(word, r1));
    }

    private static int AfterVowelAndNonVowel(string word, int from)
    {
        for (var i = from + 1; i < word.Length; i++)
        {
            if (!IsVowel(word[i]) && IsVowel(word[i - 1]))
                return i + 1;
        }

        return word.Length;
    }

    private static bool HasVowelBefore(string word, int end) => word.AsSpan(0, Math.Max(0, end)).IndexOfAny(Vowels) >= 0;

    // A vowel between non-vowels of which the last is none of w, x and Y, or a vowel at the start before a non-vowel.
    private static bool EndsInShortSyllable(string word, int end) => end switch
    {
        2 => IsVowel(word[0]) && !IsVowel(word[1]),
        > 2 => !IsVowel(word[end - 3]) && IsVowel(word[end - 2]) && !IsVowel(word[end - 1]) && word[end - 1] is not ('w' or 'x' or 'Y'),
        _ => false,
    };

    private static bool Ends(string word, string ending) => word.EndsWith(ending, StringComparison.Ordinal);

    private static string Possessive(string word) =>
        Ends(word, "'s'") ? word[..^3] : Ends(word, "'s") ? word[..^2] : Ends(word, "'") ? word[..^1] : word;

    private static string Plural(string word)
    {
        if (Ends(word, "sses"))
            return word[..^2];
        if (Ends(word, "ied") || Ends(word, "ies"))
            return word.Length > 4 ? word[..^2] : word[..^1];
        if (Ends(word, "us") || Ends(word, "ss") || !Ends(word, "s"))
            return word;
        return HasVowelBefore(word, word.Length - 2) ? word[..^1] : word;
    }

    private static string PastAndGerund(string word, int r1)
    {
        if (Ends(word, "eedly"))
            return word.Length - 5 >= r1 ? word[..^3] : word;
        if (Ends(word, "eed"))
            return word.Length - 3 >= r1 ? word[..^1] : word;

        var ending = Ends(word, "ingly") ? 5 : Ends(word, "edly") ? 4 : Ends(word, "ing") ? 3 : Ends(word, "ed") ? 2 : 0;
        if (ending == 0 || !HasVowelBefore(word, word.Length - ending))
            return word;

        word = word[..^ending];
        if (Ends(word, "at") || Ends(word, "bl") || Ends(word, "iz"))
            return word + "e";
        if (word.Length > 2 && word[^1] == word[^2] && "bdfgmnprt".Contains(word[^1], StringComparison.Ordinal))
            return word.Length == 3 && word[0] is 'a' or 'e' or 'o' ? word : word[..^1];
        return r1 >= word.Length && EndsInShortSyllable(word, word.Length) ? word + "e" : word;
    }

    private static string FinalY(string word) =>
        word.Length > 2 && word[^1] is 'y' or 'Y' && !IsVowel(word[^2]) ? word[..^1] + "i" : word;

    private static string SecondSuffix(string word, int r1)
    {
        foreach (var (ending, instead) in SecondStep)
        {
            if (!Ends(word, ending))
                continue;
            var stem = word[..^ending.Length];
            var applies = stem.Length >= r1 && ending switch
            {
                "ogi" => Ends(stem, "l"),
                "li" => stem.Length > 0 && "cdeghkmnrt".Contains(stem[^1], StringComparison.Ordinal),
                _ => true,
            };
            return applies ? stem + instead : word;
        }

        return word;
    }

    private static string ThirdSuffix(string word, int r1, int r2)
    {
        foreach (var (ending, instead) in ThirdStep)
        {
            if (Ends(word, ending))
                return word.Length - ending.Length >= (ending == "ative" ? r2 : r1) ? word[..^ending.Length] + instead : word;
        }

        return word;
    }

    private static string FourthSuffix(string word, int r2)
    {
        foreach (var ending in FourthStep)
        {
            if (!Ends(word, ending))
                continue;
            var stem = word[..^ending.Length];
            return stem.Length >= r2 && (ending != "ion" || Ends(stem, "s") || Ends(stem, "t")) ? stem : word;
        }

        return word;
    }

    private static string FinalEOrL(string word, int r1, int r2)
    {
        var end = word.Length - 1;
        if (Ends(word, "e"))
            return end >= r2 || (end >= r1 && !EndsInShortSyllable(word, end)) ? word[..^1] : word;
        return Ends(word, "ll") && end >= r2 ? word[..^1] : word;
    }
}
