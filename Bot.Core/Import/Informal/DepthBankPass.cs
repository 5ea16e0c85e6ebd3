using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Core.Import.Drafting;
using Bot.Core.Import.Lines;
using Bot.Core.Questions;

namespace Bot.Core.Import.Informal;

/// <summary>One reading of a <see cref="DepthBankReader"/>'s bank.</summary>
internal sealed partial class DepthBankPass(ImmutableArray<BankLine> lines, BankSketch bank)
{
    private readonly List<(string Section, string Text, int Claimed)> claims = [];
    private QuestionSketch? question;
    private DepthPart part;
    private Point? depth;
    private string? section;
    private string? subsection;
    private string? aside;
    private int tableRows;

    public void Run()
    {
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
            else if (!ReadQuestion(line) && !ReadPart(line) && !ReadHeading(i) && !ReadRow(line))
            {
                ReadContent(line);
            }
        }

        CloseDepth();
        foreach (var (name, text, claimed) in claims)
        {
            bank.Claims.Add(new BankClaim(text, claimed, bank.Questions.Count(found => name.Length == 0 || found.SectionPath.FirstOrDefault() == name)));
        }
    }

    private bool ReadQuestion(BankLine line)
    {
        var start = line.IsCode ? Match.Empty : DepthBankReader.Start.Match(line.Whole);
        if (!start.Success)
        {
            return false;
        }

        CloseDepth();
        question = bank.Add(new QuestionSketch
        {
            Title = start.Groups["title"].Value.TrimEnd('*', ' '),
            Number = int.Parse(start.Groups["n"].ValueSpan, CultureInfo.InvariantCulture),
            Level = start.Groups["level"].Value,
            SectionPath = [.. new[] { section, subsection }.OfType<string>()],
        });
        if (!WrittenLevel.TryParse(question.Level, out _))
        {
            question.Warn(line.Number, "unknown-level", $"{FoundText.Quote(question.Level ?? "")} is no level that is known; the question has none.");
            question.AddBlock("Level", line.Number).Text = question.Level;
        }

        question.Lines.Add(line.Number);
        (part, aside) = (DepthPart.None, null);
        return true;
    }

    private bool ReadPart(BankLine line)
    {
        if (question is null || aside is not null || line.IsCode || !DepthBankReader.Parts.TryRead(line, out var found, out var rest))
        {
            return false;
        }

        part = found;

        question.Lines.Add(line.Number);
        if (rest.Length > 0)
        {
            Add(rest, line);
        }

        return true;
    }

    private bool ReadHeading(int index)
    {
        var line = lines[index];
        var (name, claimed) = ClaimText.Split(line.Text);
        var isSection = claimed is not null && (line.IsAnchored || line.Heading > 0 || line.Text.Length < 80);
        if (!isSection && !line.IsAnchored && line.Heading == 0 && !StandsBeforeQuestion(index))
        {
            return false;
        }

        CloseDepth();
        bank.Use(line);
        if (bank.Title is null && question is null && section is null && !isSection)
        {
            bank.Title = line.Text;
            return true;
        }

        (question, aside) = (null, null);
        if (isSection)
        {
            (section, subsection) = (name, null);
            claims.Add((name, line.Text, claimed!.Value));
        }
        else if (NextIsQuestion(index) || NextIsSection(index))
        {
            subsection = line.Text;
        }
        else
        {
            aside = line.Text;
        }

        return true;
    }

    private void ReadContent(BankLine line)
    {
        if (question is not null && aside is null && !IsFooter(line))
        {
            question.Lines.Add(line.Number);
            Add(line.Text, line);
            return;
        }

        bank.Use(line);
        if (ClaimText.Find(line.Text) is { } claim && aside is null && question is null)
        {
            claims.Add(("", claim.Text, claim.Claimed));
        }

        var scenario = Scenario.Match(line.Text);
        if (aside?.Contains("scenario", StringComparison.OrdinalIgnoreCase) == true && line.IsListed && scenario.Success)
        {
            bank.Scenarios.Add(new BankScenario(
                scenario.Groups["title"].Value,
                scenario.Groups["text"].Value,
                scenario.Groups["works"].Success ? [.. scenario.Groups["works"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)] : []));
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

    /// <summary>Reads a row of a table of terms; the first row names the columns.</summary>
    private bool ReadRow(BankLine line)
    {
        if (!PipeTable.IsRow(line) || (question is not null && aside is null))
        {
            return false;
        }

        bank.Use(line);
        var cells = PipeTable.Cells(line);
        if (!PipeTable.IsBorder(line) && tableRows++ > 0 && cells.Length >= 2)
        {
            bank.Concepts.Add(new BankConcept(cells[0], string.Join(" — ", cells.Skip(1))));
        }

        return true;
    }

    private void Add(string text, BankLine line)
    {
        switch (part)
        {
            case DepthPart.Depth:
                depth = new Point(depth is null ? text : $"{depth.Text} {text}", depth?.Line ?? line.Number);
                break;
            case DepthPart.FollowUp:
                question!.FollowUps.Add(new FollowUpSketch(Quoted.Strip(text), line.Number));
                break;
            case DepthPart.RedFlag when !line.IsListed && question!.RedFlags is [.., var last] && last.Line == line.Number - 1:
                last.Text += " " + Unescape(text, line.Number);
                break;
            case DepthPart.RedFlag:
                question!.RedFlags.Add(new Point(Unescape(text, line.Number), line.Number));
                break;
            default:
                question!.AddBlock(null, line.Number).Text = text;
                break;
        }
    }

    private void CloseDepth()
    {
        if (depth is null || question is null)
        {
            return;
        }

        var text = Unescape(depth.Text, depth.Line);
        var block = question.AddBlock("Expected depth", depth.Line);
        if (Enumeration.Find(text) is { } found)
        {
            block.Text = found.Lead.Length > 0 ? found.Lead : null;
            block.Items.AddRange(found.Points);
            question.KeyPoints.AddRange(found.Points.Select(point => new Point(point, depth.Line)));
            if (found.Closing.Length > 0)
            {
                question.AddBlock(null, depth.Line).Text = found.Closing;
            }
        }
        else
        {
            block.Text = text;
        }

        depth = null;
    }

    /// <summary>Takes Markdown's backslashes off, but none of a formula's.</summary>
    private string Unescape(string text, int line)
    {
        var plain = Escape.Replace(text, match => match.Groups["sign"].Success ? match.Groups["sign"].Value : match.Value);
        if (plain != text)
        {
            question!.Warn(line, "unescaped", "Backslashes that Markdown wants before signs such as < were taken off.");
        }

        return plain;
    }

    private bool StandsBeforeQuestion(int index) =>
        !lines[index].IsListed && part is DepthPart.RedFlag or DepthPart.None && lines[index].Text.Length <= 80 && !lines[index].Text.EndsWith('.') && aside is null && section is not null && NextIsQuestion(index);

    private BankLine? Next(int index) => lines.Skip(index + 1).FirstOrDefault(line => !line.IsBlank);

    private bool NextIsQuestion(int index) => Next(index) is { } next && DepthBankReader.Start.IsMatch(next.Whole);

    private bool NextIsSection(int index) => Next(index) is { } next && ClaimText.Split(next.Text).Claimed is not null;

    private bool IsFooter(BankLine line) => part == DepthPart.RedFlag && !line.IsListed && line.Number == lines[^1].Number && Footer.IsMatch(line.Text);

    [GeneratedRegex(@"^(?<title>.+?)\s+[—–-]\s+(?<text>.+?)(?:\s*\((?<works>[^()]+)\))?$")]
    private static partial Regex Scenario { get; }

    // A formula is matched first and given back as it is.
    [GeneratedRegex(@"\\\(.*?\\\)|`[^`]*`|\\(?<sign>[<>_*#\[\]`~!])")]
    private static partial Regex Escape { get; }

    [GeneratedRegex(@"\b(updated|see individual|last updated|licen[cs]e)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Footer { get; }
}
