using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Core.Import.Drafting;
using Bot.Core.Import.Lines;

namespace Bot.Core.Import.Informal;

/// <summary>One reading of a <see cref="ProbeBankReader"/>'s bank, from its first line to its last.</summary>
internal sealed partial class ProbeBankPass(ImmutableArray<BankLine> lines, BankSketch bank)
{
    private readonly HashSet<string> contents = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Name, int From, int To, string Text)> clusters = [];
    private QuestionSketch? question;
    private QuestionSketch? lastNumbered;
    private ProbePart part;
    private Block? block;
    private string? section;
    private BankLine? strayHeading;
    private string? aside;
    private BankLine? asideStart;
    private CompanyEmphasis? company;

    public void Run()
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.IsBlank)
            {
                continue;
            }

            if (Furniture.IsContents(line) && i + 1 < lines.Length)
            {
                i = ReadContents(i);
            }
            else if (ReadDiagram(i) is var end && end > i)
            {
                i = end - 1;
            }
            else if (!ReadQuestion(line) && !ReadPart(line) && !ReadHeading(i))
            {
                ReadContent(line);
            }
        }

        foreach (var cluster in clusters)
        {
            bank.Claims.Add(new BankClaim(cluster.Text, cluster.To - cluster.From + 1, bank.Questions.Count(found => found.Number >= cluster.From && found.Number <= cluster.To)));
        }
    }

    private int ReadContents(int index)
    {
        bank.Furnish(lines[index]);
        var end = Furniture.EndOfList(lines, index + 1);
        foreach (var entry in lines[(index + 1)..end].Where(entry => !entry.IsBlank))
        {
            bank.Furnish(entry);
            var name = Link.Replace(entry.Text, "$1").Trim();
            if (!ContentsEntry.IsMatch(name))
            {
                contents.Add(name);
            }
        }

        return end - 1;
    }

    /// <summary>Reads a drawing, in a block of code or bare; it belongs to the bank and interrupts nothing.</summary>
    private int ReadDiagram(int index)
    {
        var fenced = lines[index].IsFence && lines[index].Text.TrimStart('`', '~').Trim().Equals("mermaid", StringComparison.OrdinalIgnoreCase);
        var first = fenced ? index + 1 : index;
        if (first >= lines.Length || !Drawing.IsMatch(lines[first].Text))
        {
            return index;
        }

        var end = first + 1;
        while (end < lines.Length && (fenced ? lines[end].IsCode : DrawingLine.IsMatch(lines[end].Text)))
        {
            end++;
        }

        if (end == first + 1)
        {
            return index;
        }

        var text = string.Join('\n', lines[first..end].Select(line => line.Raw));
        end += fenced && end < lines.Length && lines[end].IsFence ? 1 : 0;
        var caption = end < lines.Length ? end : end - 1;
        while (caption + 1 < lines.Length && lines[caption].IsBlank)
        {
            caption++;
        }

        var found = Caption.Match(lines[caption].Text);
        bank.Diagrams.Add(new BankDiagram(found.Success ? found.Groups["text"].Value : null, "mermaid", text));
        end = found.Success ? caption + 1 : end;
        bank.Use(lines[index].Number, lines[end - 1].Number);
        return end;
    }

    private bool ReadQuestion(BankLine line)
    {
        if (!ProbeBankReader.IsQuestion(line, out var number, out var title))
        {
            return false;
        }

        question = bank.Add(new QuestionSketch { Title = title, Number = number, SectionPath = section is null ? [] : [section] });
        if (number is null)
        {
            question.Parent = lastNumbered;
        }
        else
        {
            lastNumbered = question;
        }

        question.Lines.Add(line.Number);
        (part, block, strayHeading, aside) = (ProbePart.None, null, null, null);
        return true;
    }

    private bool ReadPart(BankLine line)
    {
        if (question is null || line.IsListed || line.IsCode || !ProbeBankReader.Parts.TryRead(line, out var found, out var rest))
        {
            return false;
        }

        if (strayHeading is { } heading)
        {
            question.Warn(heading.Number, "misplaced-heading", $"The heading {FoundText.Quote(heading.Text)} stands inside a question; it was taken for the questions behind it.");
        }

        if (aside is not null)
        {
            question.Warn(line.Number, "misplaced-lines", $"The question is interrupted by {FoundText.Quote(aside)} on line {asideStart!.Number} and goes on here.");
        }

        (part, block, strayHeading, aside) = (found, null, null, null);
        question.Lines.Add(line.Number);
        if (rest.Length > 0)
        {
            Add(rest, line, isListed: false);
        }

        return true;
    }

    private bool ReadHeading(int index)
    {
        var line = lines[index];
        if (line.IsListed || line.IsCode || (part == ProbePart.Code && line.Heading > 0 && !contents.Contains(line.Text)))
        {
            return false;
        }

        if (Aside.IsMatch(line.Text))
        {
            (aside, asideStart, company) = (line.Text.TrimEnd(':'), line, null);
            bank.Use(line);
        }
        else if (bank.Title is null && question is null && aside is null)
        {
            bank.Title = line.Text;
            bank.Use(line);
        }
        else if (line.Heading > 0 || contents.Contains(line.Text) || (question is not null && aside is null && SectionName.IsMatch(line.Text)) || StartsQuestions(index))
        {
            section = line.Text;
            strayHeading = question is null ? null : line;
            aside = null;
            bank.Use(line);
        }
        else
        {
            return false;
        }

        return true;
    }

    /// <summary>Tells whether the next line that is not blank begins a question, so that a short line before it is a heading.</summary>
    private bool StartsQuestions(int index)
    {
        var next = index + 1;
        while (next < lines.Length && lines[next].IsBlank)
        {
            next++;
        }

        return aside is not null && next < lines.Length && lines[index].Text.Length <= 80 && !lines[index].Text.EndsWith('.')
            && ProbeBankReader.IsQuestion(lines[next], out var number, out _) && number is not null;
    }

    private void ReadContent(BankLine line)
    {
        if (aside is not null)
        {
            ReadAside(line);
        }
        else if (question is null)
        {
            return;
        }
        else if (line.IsFence || line.IsDrawing)
        {
            question.Lines.Add(line.Number);

            // Code that stood in a fence ends with it.
            part = part == ProbePart.Code && line.IsFence && block is not null ? ProbePart.None : part;
        }
        else if (part != ProbePart.None)
        {
            question.Lines.Add(line.Number);
            Add(part == ProbePart.Code ? line.Raw.Trim() : line.Text, line, line.IsListed);
        }
        else
        {
            question.Lines.Add(line.Number);
            question.AddBlock(null, line.Number).Text = line.Text;
        }
    }

    private void Add(string text, BankLine line, bool isListed)
    {
        switch (part)
        {
            case ProbePart.Probes:
                AddTo(question!.Probes, text, line, isListed);
                break;
            case ProbePart.Framework:
                AddTo(question!.Framework, text, line, isListed);
                break;
            case ProbePart.RedFlags:
                AddTo(question!.RedFlags, text, line, isListed);
                break;
            case ProbePart.ShortAnswer:
                question!.ShortAnswer = new Point(question.ShortAnswer is { } before ? $"{before.Text} {text}" : text, line.Number);
                break;
            case ProbePart.DeepAnswer:
                block ??= question!.AddBlock("Deep answer", line.Number);
                if (isListed)
                {
                    block.Items.Add(text);
                    question!.KeyPoints.Add(new Point(text, line.Number));
                }
                else
                {
                    block.AddText(text);
                }

                break;
            case ProbePart.Code:
                block ??= question!.AddBlock("Sample code or pseudocode", line.Number);
                block.AddText(text, "\n");
                break;
            case ProbePart.FollowUps:
                var level = Level.Match(text);
                question!.FollowUps.Add(new FollowUpSketch(level.Success ? text[level.Length..] : text, line.Number)
                {
                    Level = level.Success ? int.Parse(level.Groups["n"].ValueSpan, CultureInfo.InvariantCulture) : null,
                });
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

    private void ReadAside(BankLine line)
    {
        bank.Use(line);
        switch (aside!.ToUpperInvariant())
        {
            case "RAPID-FIRE ROUND" or "RAPID FIRE ROUND" or "RAPID-FIRE" or "RAPID FIRE":
                bank.RapidFire.Add(line.Text);
                break;
            case "COMPANY EMPHASIS" when line.Text.EndsWith(':') || company is null:
                company = new CompanyEmphasis(line.Text.TrimEnd(':'), []);
                bank.CompanyEmphasis.Add(company);
                break;
            case "COMPANY EMPHASIS":
                bank.CompanyEmphasis[^1] = company = company! with { Points = company.Points.Add(line.Text) };
                break;
            case "REFERENCES" or "FURTHER READING":
                bank.References.Add(line.Text);
                break;
            default:
                var cluster = Cluster.Match(line.Text);
                if (cluster.Success && int.TryParse(cluster.Groups["from"].ValueSpan, out var from) && int.TryParse(cluster.Groups["to"].ValueSpan, out var to) && to >= from)
                {
                    clusters.Add((cluster.Groups["name"].Value, from, to, line.Text));
                }

                if (bank.Notes is [.., var note] && note.Heading == aside)
                {
                    bank.Notes[^1] = note with { Paragraphs = note.Paragraphs.Add(line.Text) };
                }
                else
                {
                    bank.Notes.Add(new BankNote(aside, [line.Text]));
                }

                break;
        }
    }

    [GeneratedRegex(@"^(scope|how to use.*|interviewer probe map|question clusters|rapid[- ]fire( round)?|company emphasis|references|further reading|about.*|introduction):?$", RegexOptions.IgnoreCase)]
    private static partial Regex Aside { get; }

    [GeneratedRegex(@"^[\p{Lu}][\p{L} ,&/-]{2,60} Questions$")]
    private static partial Regex SectionName { get; }

    [GeneratedRegex(@"^(Q\d+|Follow-up)\s*:", RegexOptions.IgnoreCase)]
    private static partial Regex ContentsEntry { get; }

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Link { get; }

    [GeneratedRegex(@"^(flowchart|graph)\s+(TD|TB|LR|RL|BT)\b|^(sequenceDiagram|stateDiagram(-v2)?)$")]
    private static partial Regex Drawing { get; }

    [GeneratedRegex(@"--[->x]|==>|-\.-|^(subgraph\b|end$|style\b|class(Def)?\b|\w+[\[({])")]
    private static partial Regex DrawingLine { get; }

    [GeneratedRegex(@"^Figure\s*\d*\s*[:.]\s*(?<text>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Caption { get; }

    [GeneratedRegex(@"^Level\s+(?<n>[1-4])\s*[:.]\s*", RegexOptions.IgnoreCase)]
    private static partial Regex Level { get; }

    [GeneratedRegex(@"^(?<name>.+?)\s*:\s*Q(?<from>\d{1,4})\s*(?:to|-|–)\s*Q(?<to>\d{1,4})$", RegexOptions.IgnoreCase)]
    private static partial Regex Cluster { get; }
}
