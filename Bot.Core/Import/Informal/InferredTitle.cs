using System.Text.RegularExpressions;
using Bot.Core.Import.Drafting;
using Bot.Core.Import.Lines;

namespace Bot.Core.Import.Informal;

/// <summary>Makes up a title for a question that lost its own: what its answer begins by talking about.</summary>
internal static partial class InferredTitle
{
    private const int MostWords = 9;

    public static string From(QuestionSketch question)
    {
        var answer = question.Blocks.Select(block => block.Heading ?? block.Text ?? block.Items.FirstOrDefault()).FirstOrDefault(text => text is not null) ?? "";
        var sentence = Sentences.Cut(answer) is [var first, ..] ? first : "";
        var subject = Subject.Match(sentence);
        if (subject.Success)
        {
            var words = subject.Groups["subject"].Value.Trim();
            return char.ToUpperInvariant(words[0]) + words[1..];
        }

        var pieces = sentence.TrimEnd('.', ':').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return pieces.Length == 0 ? "(no title)"
            : pieces.Length <= MostWords ? string.Join(' ', pieces)
            : string.Join(' ', pieces.Take(MostWords)) + " …";
    }

    [GeneratedRegex(@"^(?:An?\s|The\s)?(?<subject>[^.,;:]{3,60}?)(?:\s\([^)]{1,60}\))?\s(?:is|are|was|were|means|lets|combines|converts|occurs|solves|determines|reduces|adds|addresses|structures|generalizes|establishes|demonstrated|controls?|refers to|adapt)\s")]
    private static partial Regex Subject { get; }
}
