using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bot.Core.Grading.Lexical;
using Bot.Core.Import.Drafting;
using Bot.Core.Questions;

namespace Bot.Core.Import;

/// <summary>
/// Gives imported questions their keys. A key is made of what the question is (the key in the file, else its title), never of its place,
/// so that a bank whose order has changed gives the same keys. Where two would be the same, what the section and the answer say tells them apart.
/// </summary>
internal static class BankKeys
{
    private const int LongestSlug = 64;
    private const int LongestName = 56;
    private const int LongestTitle = 1_000;

    /// <summary>Makes a name of a text: lower case, words joined by hyphens.</summary>
    /// <returns>The name, or an empty text when nothing of it can be written in a-z and 0-9.</returns>
    public static string Slug(string text, int most = LongestName)
    {
        var slug = new StringBuilder();
        foreach (var rune in Folding.Of(text, LongestTitle).Text.EnumerateRunes())
        {
            if (rune.IsAscii && Rune.IsLetterOrDigit(rune))
            {
                slug.Append(char.ToLowerInvariant((char)rune.Value));
            }
            else if (rune.Value is not ('\'' or '’') && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format) && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var name = slug.ToString().Trim('-');
        if (name.Length <= most)
        {
            return name;
        }

        var cut = name.LastIndexOf('-', most);
        return name[..(cut > most / 2 ? cut : most)].Trim('-');
    }

    /// <summary>Gives every question a key of its own.</summary>
    public static Dictionary<QuestionSketch, QuestionKey> Assign(IReadOnlyList<QuestionSketch> questions, PackName pack)
    {
        var keys = new Dictionary<QuestionSketch, QuestionKey>();
        var taken = new HashSet<QuestionKey>();
        var unnamed = new List<QuestionSketch>();
        foreach (var question in questions)
        {
            if (question.Key is { } given && QuestionKey.TryParse(given, pack, out var key) && taken.Add(Under(pack, key.SlugText)))
            {
                keys[question] = Under(pack, key.SlugText);
            }
            else
            {
                unnamed.Add(question);
            }
        }

        foreach (var alike in unnamed.GroupBy(question => Slug(question.Identity ?? question.Title ?? "")))
        {
            foreach (var question in alike)
            {
                var needsMark = alike.Key.Length == 0 || alike.Skip(1).Any() || taken.Contains(Under(pack, alike.Key));
                var key = needsMark ? Free(question, alike.Key, pack, taken) : Under(pack, alike.Key);
                taken.Add(key);
                keys[question] = key;
            }
        }

        return keys;
    }

    private static QuestionKey Free(QuestionSketch question, string name, PackName pack, HashSet<QuestionKey> taken)
    {
        for (var round = 0; ; round++)
        {
            var mark = Mark($"{string.Join('\n', question.SectionPath)}\n{question.Title}\n{question.Parent?.Title}\n{question.ShortAnswer?.Text}\n{string.Join('\n', question.Blocks.Select(block => block.Text))}\n{round}");
            var slug = name.Length == 0 ? $"q-{mark}" : $"{name[..Math.Min(name.Length, LongestSlug - mark.Length - 1)].TrimEnd('-')}-{mark}";
            if (Under(pack, slug) is var key && !taken.Contains(key))
            {
                return key;
            }
        }
    }

    private static string Mark(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 3));

    private static QuestionKey Under(PackName pack, string slug) =>
        QuestionKey.TryParse(slug, pack, out var key) ? key : QuestionKey.Parse($"{pack}/q-{Mark(slug)}");
}
