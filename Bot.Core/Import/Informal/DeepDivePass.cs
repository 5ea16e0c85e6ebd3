using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bot.Core.Import.Drafting;
using Bot.Core.Import.Lines;
using Bot.Core.Questions;

namespace Bot.Core.Import.Informal;

/// <summary>
/// One reading of a <see cref="DeepDiveReader"/>'s bank. A question begins at a heading that stands before a lead-in, or, where headings
/// were lost, at the first lead-in that cannot belong to the question before it.
/// </summary>
internal sealed partial class DeepDivePass(ImmutableArray<BankLine> lines, BankSketch bank)
{
    private const int Terse = 200;

    private readonly HashSet<int> verbatim = [];
    private readonly Dictionary<QuestionSketch, (bool Probe, bool Answer)> seen = [];
    private (string Text, int Claimed)? claim;
    private QuestionSketch? question;
    private AnswerBody? body;
    private DeepDivePart part;
    private string? name;
    private string? section;
    private int questionLevel;
    private string chain = "";

    public void Run()
    {
        FindVerbatim();
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.IsBlank)
            {
                continue;
            }

            if (Furniture.Is(line))
            {
                bank.Furnish(line);
            }
            else if (!ReadHeading(i))
            {
                Read(line);
            }
        }

        Close();
        foreach (var found in bank.Questions)
        {
            Name(found);
        }

        if (claim is { } made)
        {
            bank.Claims.Add(new BankClaim(made.Text, made.Claimed, bank.Questions.Count));
        }
    }

    /// <summary>Finds rows of tables that lost their borders, and traces: runs of lines whose form is their meaning.</summary>
    private void FindVerbatim()
    {
        for (var i = 0; i < lines.Length;)
        {
            var (isRow, isTrace) = (IsFlatRow(lines[i]), Trace.IsMatch(lines[i].Text));
            var end = i + 1;
            while ((isRow || isTrace) && end < lines.Length && (isTrace ? Trace.IsMatch(lines[end].Text) : IsFlatRow(lines[end])))
            {
                end++;
            }

            if (end - i >= 3)
            {
                verbatim.UnionWith(lines[i..end].Select(line => line.Number));
            }

            i = end;
        }
    }

    private static bool IsFlatRow(BankLine line) =>
        !line.IsListed && line.Heading == 0 && line.Text.Length is > 0 and < 140 && !line.Text.EndsWith(':') && GluedCells.IsMatch(line.Text) && !line.Text.Contains(". ", StringComparison.Ordinal)
        && !line.Text.EndsWith('.') && !line.Text.Contains(": ", StringComparison.Ordinal);

    private bool ReadHeading(int index)
    {
        var line = lines[index];
        if (line.IsBullet || line.IsCode || verbatim.Contains(line.Number) || line.Indent > 0)
        {
            return false;
        }

        var next = lines.Skip(index + 1).FirstOrDefault(other => !other.IsBlank);
        var nextBegins = next is not null && DeepDiveLeadIn.Cut(next.Text)[0].Part is DeepDivePart.Probe or DeepDivePart.Answer;
        var standsAlone = line.Ordinal is not null && line.Whole.Length <= 100 && IsBlankAt(index - 1) && IsBlankAt(index + 1);
        if (line.Heading > 0 && nextBegins)
        {
            Begin(line);
            question!.Title = line.Ordinal is null ? line.Whole : line.Text;
            question.Number = line.Ordinal ?? question.Number;
            questionLevel = line.Heading;
            return true;
        }

        if (question is not null && part == DeepDivePart.Answer && questionLevel > 0 && line.Heading > questionLevel)
        {
            question.Lines.Add(line.Number);
            body!.AddText(line.Whole.TrimEnd(':') + ":", line.Number);
            return true;
        }

        if (line.Heading == 1 || (bank.Title is null && question is null && section is null && !standsAlone && line.Whole.Length <= 120))
        {
            bank.Title ??= line.Whole;
            claim ??= ClaimText.Find(line.Whole);
            bank.Use(line);
            return true;
        }

        if (line.Heading > 0 || standsAlone)
        {
            Close();
            (question, body, part, section) = (null, null, DeepDivePart.None, line.Whole);
            bank.Use(line);
            return true;
        }

        return false;
    }

    private bool IsBlankAt(int index) => index < 0 || index >= lines.Length || lines[index].IsBlank;

    private void Read(BankLine line)
    {
        var repairs = new List<(string Before, string After)>();
        var text = line.IsCode ? line.Raw.Trim() : line.With(MoneyRepair.Mend(line.Raw.Replace(@"\$", "$", StringComparison.Ordinal), repairs)).Text;
        if (verbatim.Contains(line.Number) && question is not null)
        {
            question.Lines.Add(line.Number);
            ReadVerbatim(line);
            return;
        }

        var pieces = line.IsCode || line.IsFence ? [new DeepDiveLeadIn(DeepDivePart.None, null, text)] : DeepDiveLeadIn.Cut(text);
        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            if (piece.Part != DeepDivePart.None)
            {
                Turn(piece, line);
            }

            if (question is null)
            {
                ReadPreface(line, text);
                return;
            }

            question.Lines.Add(line.Number);
            if (piece.Text.Length > 0)
            {
                Add(piece.Text, line, line.IsListed && i == 0 && piece.Part == DeepDivePart.None);
            }
        }

        foreach (var (before, after) in repairs)
        {
            question?.Warn(line.Number, "repaired-maths", $"{FoundText.Quote(before)} was read as {FoundText.Quote(after)}.");
        }
    }

    /// <summary>Goes over to another part, and to another question where the part cannot belong to this one.</summary>
    private void Turn(DeepDiveLeadIn piece, BankLine line)
    {
        CloseChain();
        var had = question is null ? default : seen.GetValueOrDefault(question);
        if ((piece.Part == DeepDivePart.Probe && (question is null || had.Probe || had.Answer))
            || (piece.Part == DeepDivePart.Answer && (question is null || had.Answer)))
        {
            Begin(line);
        }

        if (question is null)
        {
            return;
        }

        had = seen.GetValueOrDefault(question);
        seen[question] = (had.Probe || piece.Part == DeepDivePart.Probe, had.Answer || piece.Part == DeepDivePart.Answer);
        (part, name) = (piece.Part, piece.Name);
        if (part == DeepDivePart.Template)
        {
            question.Identity ??= name;
        }
    }

    private void Begin(BankLine line)
    {
        Close();
        question = bank.Add(new QuestionSketch { Number = bank.Questions.Count + 1, SectionPath = section is null ? [] : [section] });
        question.Lines.Add(line.Number);
        (body, part) = (new AnswerBody(question), DeepDivePart.None);
    }

    private void ReadPreface(BankLine line, string text)
    {
        bank.Use(line);
        bank.Notes.Add(new BankNote(null, [text]));
    }

    private void ReadVerbatim(BankLine line)
    {
        if (!Trace.IsMatch(line.Text) && !verbatim.Contains(line.Number - 1))
        {
            question!.Warn(line.Number, "flattened-table", "A table lost the borders of its cells here; its rows were kept as they are.");
        }

        body!.AddVerbatim(line.Raw.Trim(), line.Number);
    }

    private void Add(string text, BankLine line, bool isListed)
    {
        switch (part)
        {
            case DeepDivePart.Probe:
                AddTo(question!.Probes, text, line, isListed);
                break;
            case DeepDivePart.Answer when line.IsCode || line.IsFence:
                if (!line.IsFence)
                {
                    body!.AddVerbatim(line.Raw, line.Number);
                }

                break;
            case DeepDivePart.Answer when PipeTable.IsRow(line):
                body!.AddVerbatim(line.Raw.Trim(), line.Number);
                break;
            case DeepDivePart.Answer when isListed:
                body!.AddItem(text, line.Number);
                break;
            case DeepDivePart.Answer:
                body!.AddText(text, line.Number);
                break;
            case DeepDivePart.RedFlag or DeepDivePart.WeakMiss:
                AddTo(question!.RedFlags, text, line, isListed);
                break;
            case DeepDivePart.FollowUps or DeepDivePart.Chain:
                question!.FollowUps.Add(DeepDiveFollowUp.Read(text, line.Number));
                break;
            case DeepDivePart.WeakStrong:
                AddPair(text);
                break;
            case DeepDivePart.Lens:
                question!.Lens = Join(question.Lens, text);
                break;
            case DeepDivePart.WorkSample:
                question!.WorkSample = Quoted.Strip(Join(question.WorkSample, text));
                break;
            case DeepDivePart.Template:
                question!.Template.Add(text);
                break;
            case DeepDivePart.Example:
                question!.Example = Join(question.Example, text);
                break;
            case DeepDivePart.BigWord when question!.BigWords is [.., var last] && last.Term == name:
                question.BigWords[^1] = last with { Text = Join(last.Text, text) };
                break;
            case DeepDivePart.BigWord:
                question!.BigWords.Add(new BigWord(name ?? "", text));
                break;
            case DeepDivePart.QaChain:
                chain = Join(chain, text);
                break;
            case DeepDivePart.Reading:
                question!.FurtherReading.Add(text);
                break;
            default:
                question!.AddBlock(null, line.Number).Text = text;
                break;
        }
    }

    private static void AddTo(List<Point> points, string text, BankLine line, bool isListed)
    {
        if (!isListed && points is [.., var last] && last.Line == line.Number - 1)
        {
            last.Text += " " + text;
            return;
        }

        points.Add(new Point(text, line.Number));
    }

    private void AddPair(string text)
    {
        var (isStrong, isWeak) = (text.StartsWith("Strong:", StringComparison.OrdinalIgnoreCase), text.StartsWith("Weak:", StringComparison.OrdinalIgnoreCase));
        var words = isStrong || isWeak ? text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() : text;
        if (isStrong && question!.WeakStrong is [.., { Strong: null } open])
        {
            question.WeakStrong[^1] = open with { Strong = words };
        }
        else
        {
            question!.WeakStrong.Add(isStrong ? new WeakStrong(null, words) : new WeakStrong(words, null));
        }
    }

    private void Close()
    {
        CloseChain();
        if (question is not null && !seen.GetValueOrDefault(question).Answer)
        {
            question.Warn(question.Lines.Min, "no-answer", "The question has no answer.");
        }
    }

    private void CloseChain()
    {
        foreach (var pair in Question.Split(chain).Select(text => text.Trim()).Where(text => text.Length > 0))
        {
            var answer = AnswerMark.Match(pair);
            if (answer.Success)
            {
                question!.QaChain.Add(new QuestionAndAnswer(pair[..answer.Index].Trim(), pair[(answer.Index + answer.Length)..].Trim()));
            }
            else
            {
                question!.FollowUps.Add(new FollowUpSketch(pair, question.Lines.Max));
            }
        }

        chain = "";
    }

    /// <summary>Makes up the title of a question that lost its own, from its template or its answer.</summary>
    private static void Name(QuestionSketch question)
    {
        var answer = string.Join(' ', question.Blocks.Select(block => $"{block.Heading} {block.Text} {string.Join(' ', block.Items)}"));
        if (answer.Trim().Length < Terse)
        {
            question.Warn(question.Lines.Min, "terse", "The answer is a stub: too thin to judge others by.");
            question.Blocks.ForEach(block => block.Generic = true);
        }

        if (question.Title is not null)
        {
            return;
        }

        question.IsTitleInferred = true;
        question.Title = question.Identity ?? InferredTitle.From(question);
        question.Identity = null;
    }

    private static string Join(string? before, string text) => string.IsNullOrEmpty(before) ? text : $"{before} {text}";

    [GeneratedRegex(@"^(Thought|Action|Observation|Input|Output|User|Assistant|System|Step \d+)\b[^:]{0,20}:\s\S")]
    private static partial Regex Trace { get; }

    // Where a cell ended and the next began, nothing is left between a small letter, a digit or a bracket and a capital.
    [GeneratedRegex(@"\p{Ll}\p{Lu}\p{Ll}|[)%]\p{Lu}\p{Ll}|\d\p{Lu}\p{Ll}|\p{Lu}{2,}\d{2,}|\p{Lu}\d~|\p{Lu}{3,}\d-\d\p{Lu}")]
    private static partial Regex GluedCells { get; }

    [GeneratedRegex(@"(?<![\p{Lu}])Q:\s")]
    private static partial Regex Question { get; }

    [GeneratedRegex(@"\s\**A:\**\s")]
    private static partial Regex AnswerMark { get; }
}
