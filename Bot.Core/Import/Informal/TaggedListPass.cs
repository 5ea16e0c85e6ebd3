using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Core.Import.Drafting;
using Bot.Core.Import.Lines;
using Bot.Core.Questions;

namespace Bot.Core.Import.Informal;

/// <summary>
/// One reading of a <see cref="TaggedListReader"/>'s bank. Where the tags stand is decided section by section: the reading that gives
/// every question a tag is the right one. Read line by line, each tag would silently go to the question beside its own.
/// </summary>
internal sealed partial class TaggedListPass(ImmutableArray<BankLine> lines, BankSketch bank)
{
    private readonly List<(BankLine Line, string? Tag, QuestionSketch? Question)> tokens = [];
    private readonly List<(string Text, int Claimed, Kind? Kind)> claims = [];
    private string? chapter;
    private string? section;
    private string? aside;
    private int tableRow;

    public void Run()
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.IsBlank)
            {
                tableRow = 0;
            }
            else if (Furniture.Is(line))
            {
                bank.Furnish(line);
            }
            else if (!ReadClaim(line) && !ReadHeading(i) && !ReadTagged(line))
            {
                ReadAside(line);
            }
        }

        CloseSection();
        foreach (var (text, claimed, kind) in claims)
        {
            bank.Claims.Add(new BankClaim(text, claimed, bank.Questions.Count(question => kind is null || question.Kind == kind)));
        }
    }

    private bool ReadHeading(int index)
    {
        var line = lines[index];
        if ((line.IsListed && line.Heading == 0 && !Section.IsMatch(line.Whole)) || PipeTable.IsRow(line))
        {
            return false;
        }

        if (bank.Title is null && chapter is null && (line.Heading == 1 || !Chapter.IsMatch(line.Whole)) && tokens.Count == 0 && bank.Notes.Count == 0)
        {
            bank.Title = line.Whole;
            bank.Use(line);
            return true;
        }

        if (References.IsMatch(line.Text))
        {
            CloseSection();
            (aside, chapter, section) = (line.Text, null, null);
        }
        else if (Chapter.IsMatch(line.Whole) || (line.Heading > 0 && !Section.IsMatch(line.Whole) && !HasQuestionsBelow(index)))
        {
            CloseSection();
            (chapter, section, aside) = (line.Whole, null, null);
        }
        else if (Section.IsMatch(line.Whole) || ((line.Heading > 0 || (aside is null && IsShort(line))) && HasQuestionsBelow(index)))
        {
            CloseSection();
            (section, aside) = (line.Whole, null);
        }
        else
        {
            return false;
        }

        bank.Use(line);
        return true;
    }

    private bool ReadClaim(BankLine line)
    {
        var total = Total.Match(line.Text);
        var ofKind = OfKind.Match(line.Text);
        if (total.Success)
        {
            CloseSection();
            claims.Add((line.Text, int.Parse(total.Groups["n"].ValueSpan, CultureInfo.InvariantCulture), null));
            (aside, section) = (line.Text, null);
        }
        else if (aside is not null && ofKind.Success && TaggedListReader.KindOf(ofKind.Groups["kind"].Value) is { } kind)
        {
            claims.Add((line.Text, int.Parse(ofKind.Groups["n"].ValueSpan, CultureInfo.InvariantCulture), kind));
        }
        else
        {
            return false;
        }

        bank.Use(line);
        return true;
    }

    private bool ReadTagged(BankLine line)
    {
        if (chapter is null && section is null)
        {
            return false;
        }

        var found = TaggedLine.Read(line);
        if (found is { Before: null, Question: null })
        {
            return false;
        }

        if (found.Before is { } before)
        {
            tokens.Add((line, before, null));
        }

        if (found.Question is { } text)
        {
            tokens.Add((line, null, new QuestionSketch { Title = text }));
        }

        if (found.Behind is { } behind)
        {
            tokens.Add((line, behind, null));
        }

        return true;
    }

    private void CloseSection()
    {
        var order = tokens.Select(token => token.Question is null).ToList();
        var behind = Enumerable.Range(0, order.Count).Count(i => !order[i] && i + 1 < order.Count && order[i + 1]);
        var before = Enumerable.Range(0, order.Count).Count(i => !order[i] && i > 0 && order[i - 1]);
        var step = behind >= before ? 1 : -1;
        var used = new HashSet<int>();
        var ordinal = 0;
        var path = new[] { chapter, section }.OfType<string>().ToList();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Question is not { } question)
            {
                continue;
            }

            (question.Number, question.SectionPath) = (++ordinal, path);
            question.Level = Advanced.IsMatch(section ?? chapter ?? "") ? "Advanced" : null;
            question.Lines.Add(tokens[i].Line.Number);
            var at = i + step;
            if (at >= 0 && at < tokens.Count && tokens[at].Tag is { } tag && used.Add(at))
            {
                question.Lines.Add(tokens[at].Line.Number);
                SetKind(question, tag, tokens[at].Line.Number);
            }
            else
            {
                question.Warn(tokens[i].Line.Number, "no-tag", "The question has no tag.");
            }

            bank.Add(question);
        }

        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Tag is { } tag && !used.Contains(i))
            {
                bank.Use(tokens[i].Line);
                bank.Warn(tokens[i].Line.Number, "stray-tag", $"The tag {FoundText.Quote(tag)} belongs to no question.");
            }
        }

        tokens.Clear();
    }

    private static void SetKind(QuestionSketch question, string tag, int line)
    {
        question.Kind = TaggedListReader.KindOf(tag);
        if (question.Kind is null)
        {
            question.Warn(line, "unknown-tag", $"{FoundText.Quote(tag)} is no kind of question; it was kept as a topic.");
            question.CrossCutting.Add(tag);
        }
    }

    private void ReadAside(BankLine line)
    {
        if (PipeTable.IsRow(line))
        {
            bank.Use(line);
            if (!PipeTable.IsBorder(line) && tableRow++ > 0)
            {
                bank.References.Add(string.Join(", ", PipeTable.Cells(line).Where(cell => cell.Length > 0)));
            }

            return;
        }

        tableRow = 0;
        if (chapter is not null || section is not null)
        {
            // A line below a section that is neither heading nor entry goes on with the question before it.
            if (tokens is [.., var last] && last.Question is { } question && !line.IsBullet)
            {
                question.Title += " " + line.Text;
                question.Lines.Add(line.Number);
            }

            return;
        }

        bank.Use(line);
        if (aside is not null && References.IsMatch(aside) && line.IsListed)
        {
            bank.References.Add(line.Text);
        }
        else if (bank.Notes is [.., var note] && note.Heading == aside)
        {
            bank.Notes[^1] = note with { Paragraphs = note.Paragraphs.Add(line.Text) };
        }
        else
        {
            bank.Notes.Add(new BankNote(aside, [line.Text]));
        }
    }

    private static bool IsShort(BankLine line) => line.Indent == 0 && line.Text.Length <= 80 && TaggedLine.Read(line) is { Before: null, Question: null } && !line.Text.EndsWith('.') && !line.Text.EndsWith('?') && !line.Text.EndsWith(':');

    private bool HasQuestionsBelow(int index) =>
        lines.Skip(index + 1).FirstOrDefault(line => !line.IsBlank) is { Heading: 0 } next && TaggedLine.Read(next) is { Question: not null } or { Before: not null };

    [GeneratedRegex(@"^(chapter|part|unit)\s+\d+\b", RegexOptions.IgnoreCase)]
    private static partial Regex Chapter { get; }

    [GeneratedRegex(@"^\d{1,3}\.\d{1,3}\.?\s+\S")]
    private static partial Regex Section { get; }

    [GeneratedRegex(@"^(references|bibliography|further reading)$", RegexOptions.IgnoreCase)]
    private static partial Regex References { get; }

    [GeneratedRegex(@"^total:?\s*~?(?<n>\d{1,6})\s+questions?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Total { get; }

    [GeneratedRegex(@"^(?<kind>[A-Za-z][A-Za-z -]{2,19}):\s*~?(?<n>\d{1,6})\b(?!\.\d)")]
    private static partial Regex OfKind { get; }

    [GeneratedRegex(@"\(advanced\)", RegexOptions.IgnoreCase)]
    private static partial Regex Advanced { get; }
}
