using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Bot.Core.Import.Drafting;
using Bot.Core.Import.Lines;
using Bot.Core.Questions;

namespace Bot.Core.Import.Quizzes;

/// <summary>A paragraph of a GIFT file: a question, a category, or a description.</summary>
internal sealed partial class GiftEntry
{
    /// <summary>Stands for an escaped sign while the text is cut: the sign's place in the private area of Unicode.</summary>
    private const int Hidden = 0xE000;

    private GiftEntry(string text, ImmutableArray<int> lines) => (Text, Lines) = (text, lines);

    public string Text { get; }

    public ImmutableArray<int> Lines { get; }

    public int From => Lines[0];

    public int To => Lines[^1];

    public bool HasBraces => Open >= 0;

    public bool HasMarkedAnswers => Open >= 0 && Marked.IsMatch(Text[Open..]);

    public List<string>? Category => Text.StartsWith("$CATEGORY:", StringComparison.Ordinal)
        ? [.. Show(Text["$CATEGORY:".Length..]).Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(name => name is not ("$course$" or "$system$" or "$module$" or "top"))]
        : null;

    private int Open => Text.IndexOf('{', StringComparison.Ordinal);

    public static IEnumerable<GiftEntry> Split(ImmutableArray<BankLine> lines)
    {
        var text = new StringBuilder();
        var numbers = ImmutableArray.CreateBuilder<int>();
        foreach (var line in lines)
        {
            var isRemark = line.Raw.TrimStart().StartsWith("//", StringComparison.Ordinal);
            var isBlank = line.Raw.Trim().Length == 0;
            if (isBlank && numbers.Count > 0)
            {
                yield return new GiftEntry(text.ToString().Trim(), numbers.ToImmutable());
                text.Clear();
                numbers.Clear();
            }
            else if (!isRemark && !isBlank)
            {
                text.Append(Escape.Replace(line.Raw, match => match.Value == "\\n" ? "\n" : ((char)(Hidden + match.Value[1])).ToString())).Append('\n');
                numbers.Add(line.Number);
                if (line.Raw.TrimStart().StartsWith("$CATEGORY:", StringComparison.Ordinal))
                {
                    yield return new GiftEntry(text.ToString().Trim(), numbers.ToImmutable());
                    text.Clear();
                    numbers.Clear();
                }
            }
        }

        if (numbers.Count > 0)
        {
            yield return new GiftEntry(text.ToString().Trim(), numbers.ToImmutable());
        }
    }

    /// <summary>Makes a question of the paragraph.</summary>
    /// <returns><see langword="null"/> for a description, which asks nothing.</returns>
    public QuestionSketch? Read()
    {
        var text = Text;
        var name = Name.Match(text);
        text = name.Success ? text[name.Length..] : text;
        var format = FormatMark.Match(text);
        text = format.Success ? text[format.Length..] : text;
        var open = text.IndexOf('{', StringComparison.Ordinal);
        var close = open < 0 ? -1 : text.IndexOf('}', open);
        if (open < 0)
        {
            return null;
        }

        var answers = text[(open + 1)..(close < 0 ? text.Length : close)].Trim();
        var after = close < 0 ? "" : text[(close + 1)..].Trim();
        var stem = after.Length > 0 ? $"{text[..open].TrimEnd()} _____ {after}" : text[..open];
        var isHtml = format.Success && format.Groups["name"].Value == "html";
        var question = new QuestionSketch { Title = isHtml ? HtmlText.Read(Show(stem)) : Show(stem), Identity = name.Success ? Show(name.Groups["name"].Value) : null };
        question.Lines.UnionWith(Lines);
        if (string.IsNullOrWhiteSpace(question.Title))
        {
            question.Title = question.Identity is { Length: > 0 } title ? title : null;
        }
        else if (question.Identity is { Length: > 0 } called && called != question.Title)
        {
            question.AddBlock("Name", From).Text = called;
        }

        if (close < 0)
        {
            question.Warn(From, "truncated", "The braces around the answers are not closed.");
        }

        ReadAnswers(question, answers, isHtml);
        return question;
    }

    private void ReadAnswers(QuestionSketch question, string answers, bool isHtml)
    {
        var general = answers.IndexOf("####", StringComparison.Ordinal);
        if (general >= 0)
        {
            question.AddBlock("Feedback", From).Text = Clean(answers[(general + 4)..], isHtml);
            answers = answers[..general].Trim();
        }

        var truth = Truth.Match(answers);
        if (truth.Success)
        {
            var isTrue = char.ToUpperInvariant(answers[0]) == 'T';
            Choices.Add(question, [isTrue ? "True" : "False"], [isTrue ? "False" : "True"], From);
            AddFeedback(question, answers[truth.Length..], isHtml);
        }
        else if (answers.StartsWith('#'))
        {
            ReadNumbers(question, answers[1..]);
        }
        else if (answers.Length > 0)
        {
            ReadChoices(question, answers, isHtml);
        }
    }

    private void ReadNumbers(QuestionSketch question, string answers)
    {
        foreach (var piece in Mark.Split(answers).Select(piece => piece.Trim()).Where(piece => piece.Length > 0))
        {
            var (answer, feedback) = Cut(Weight.Replace(piece, ""), '#');
            var number = Show(answer);
            question.Numbers.Add(number.Split(':')[0].Trim());
            question.KeyPoints.Add(new Point(number.Contains("..", StringComparison.Ordinal) ? $"Between {number.Replace("..", " and ", StringComparison.Ordinal)}" : number.Contains(':', StringComparison.Ordinal) ? number.Replace(":", " ± ", StringComparison.Ordinal) : number, From));
            AddFeedback(question, feedback, isHtml: false);
        }
    }

    private void ReadChoices(QuestionSketch question, string answers, bool isHtml)
    {
        var (right, wrong) = (new List<string>(), new List<string>());
        var start = Mark.Match(answers);
        if (!start.Success || start.Index > 0)
        {
            // Text before the first mark: the only answer, written without one.
            var end = start.Success ? start.Index : answers.Length;
            right.Add(Clean(answers[..end], isHtml));
        }

        foreach (Match match in Answer.Matches(answers))
        {
            var isRight = match.Value[0] == '=';
            var body = match.Value[1..].Trim();
            var weight = Weight.Match(body);
            var (answer, feedback) = Cut(weight.Success ? body[weight.Length..] : body, '#');
            isRight |= weight.Success && !weight.Groups["n"].Value.StartsWith('-') && weight.Groups["n"].Value.Trim('0', '.') is not "";
            var text = Clean(answer, isHtml).Replace("->", "→", StringComparison.Ordinal);
            (isRight ? right : wrong).Add(text);
            AddFeedback(question, feedback, isHtml, text);
        }

        if (wrong.Count == 0 && right.Count > 1 && !right.Exists(text => text.Contains('→', StringComparison.Ordinal)))
        {
            // Several right answers without a wrong one are ways of saying the same.
            question.ShortAnswer = new Point(right[0], From);
            question.KeyPoints.Add(new Point(right[0], From) { KeyPoint = Fits(right[0]) ? new KeyPoint { Text = right[0], Exemplars = new Exemplars { Positive = [.. right.Skip(1).Where(text => text.Length > 0)] } } : null });
            return;
        }

        Choices.Add(question, right, wrong, From);
    }

    private static bool Fits(string text) => text.Length is > 0 and <= 500;

    private void AddFeedback(QuestionSketch question, string feedback, bool isHtml, string? answer = null)
    {
        if (Clean(feedback.Trim('#'), isHtml) is { Length: > 0 } text)
        {
            question.AddBlock(answer is null ? "Feedback" : $"Feedback on {answer}", From).Text = text;
        }
    }

    private static (string Before, string Behind) Cut(string text, char at)
    {
        var index = text.IndexOf(at, StringComparison.Ordinal);
        return index < 0 ? (text, "") : (text[..index], text[(index + 1)..]);
    }

    private static string Clean(string text, bool isHtml) => isHtml ? HtmlText.Read(Show(text)) : Show(text);

    /// <summary>Gives a text with its escaped signs as what they are.</summary>
    private static string Show(string text) => string.Concat(text.Select(c => c is >= (char)Hidden and < (char)(Hidden + 0x80) ? (char)(c - Hidden) : c)).Trim();

    [GeneratedRegex(@"\\[~=#{}:\\n]")]
    private static partial Regex Escape { get; }

    [GeneratedRegex(@"^::(?<name>.*?)::\s*", RegexOptions.Singleline)]
    private static partial Regex Name { get; }

    [GeneratedRegex(@"^\[(?<name>html|moodle|plain|markdown)\]\s*")]
    private static partial Regex FormatMark { get; }

    [GeneratedRegex(@"^(T|TRUE|F|FALSE)\s*(?=$|#)", RegexOptions.IgnoreCase)]
    private static partial Regex Truth { get; }

    [GeneratedRegex(@"[=~]")]
    private static partial Regex Mark { get; }

    [GeneratedRegex(@"[=~][^=~]*")]
    private static partial Regex Answer { get; }

    [GeneratedRegex(@"^%(?<n>-?\d+(?:\.\d+)?)%")]
    private static partial Regex Weight { get; }

    [GeneratedRegex(@"\{\s*(?:[=~#]|T\b|F\b|TRUE\b|FALSE\b|\})")]
    private static partial Regex Marked { get; }
}
