using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bot.Core.Import.Drafting;
using Bot.Core.Import.Lines;
using Bot.Core.Questions;

namespace Bot.Core.Import.Informal;

/// <summary>One reading of an <see cref="OutlineBankReader"/>'s bank. A page that was copied has each list on one line, its entries joined by " - ".</summary>
internal sealed partial class OutlineBankPass(ImmutableArray<BankLine> lines, BankSketch bank)
{
    private const int LongestListHeader = 60;

    private QuestionSketch? question;
    private OutlinePart part;
    private string? section;
    private int? numbersAt;

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
            else if (!ReadQuestion(line) && !ReadPart(line) && !ReadHeading(i))
            {
                ReadContent(line);
            }
        }
    }

    private bool ReadQuestion(BankLine line)
    {
        var start = line.IsCode || line.IsBullet ? Match.Empty : OutlineBankReader.Start.Match(line.Whole);
        if (!start.Success)
        {
            return false;
        }

        question = bank.Add(new QuestionSketch
        {
            Title = Quoted.Strip(start.Groups["title"].Value.Trim('*', ' ')),
            Number = bank.Questions.Count + 1,
            SectionPath = section is null ? [] : [section],
        });
        question.Lines.Add(line.Number);
        part = OutlinePart.None;
        return true;
    }

    private bool ReadPart(BankLine line)
    {
        if (question is null || line.IsCode || !OutlineBankReader.Parts.TryRead(line, out var found, out var rest))
        {
            return false;
        }

        question.Lines.Add(line.Number);
        (part, numbersAt) = (found, null);
        var module = Module.Match(rest);
        if (part == OutlinePart.CrossCutting && module.Success)
        {
            Add(rest[..module.Index].Trim(), line);
            part = OutlinePart.Modules;
            rest = rest[(module.Index + module.Length)..].Trim();
        }

        if (rest.Length > 0)
        {
            Add(rest, line);
        }

        return true;
    }

    private bool ReadHeading(int index)
    {
        var line = lines[index];
        if (line.IsListed || line.IsCode)
        {
            return false;
        }

        var next = lines.Skip(index + 1).FirstOrDefault(other => !other.IsBlank);
        if (bank.Title is null && question is null && section is null)
        {
            bank.Title = line.Text;
        }
        else if (line.Heading > 0 || (next is not null && OutlineBankReader.Start.IsMatch(next.Whole) && line.Text.Length <= 100 && !line.Text.EndsWith('.')))
        {
            (section, question) = (line.Text, null);
        }
        else
        {
            return false;
        }

        bank.Use(line);
        return true;
    }

    private void ReadContent(BankLine line)
    {
        if (question is null)
        {
            bank.Use(line);
            bank.Notes.Add(new BankNote(null, [line.Text]));
            return;
        }

        question.Lines.Add(line.Number);
        if (!line.IsDrawing)
        {
            Add(line.Text, line);
        }
    }

    private void Add(string text, BankLine line)
    {
        switch (part)
        {
            case OutlinePart.Tags:
                ReadTags(text, line);
                break;
            case OutlinePart.Outline when numbersAt is { } indent && line.Indent > indent:
                AddNumbers(text, line);
                break;
            case OutlinePart.Outline:
                numbersAt = null;
                foreach (var entry in Entries(text))
                {
                    AddOutline(entry, line);
                }

                break;
            case OutlinePart.Numbers:
                AddNumbers(text, line);
                break;
            case OutlinePart.FollowUps:
                question!.FollowUps.AddRange(Entries(text).Select(entry => new FollowUpSketch(Quoted.Strip(entry), line.Number)));
                break;
            case OutlinePart.Traps:
                question!.RedFlags.AddRange(Entries(text).Select(entry => new Point(entry, line.Number)));
                break;
            case OutlinePart.CrossCutting:
                question!.CrossCutting.AddRange(Split(text, ','));
                break;
            case OutlinePart.Modules:
                question!.Modules.AddRange(Split(text, ','));
                break;
            default:
                question!.AddBlock(null, line.Number).Text = text;
                break;
        }
    }

    private void AddOutline(string entry, BankLine line)
    {
        if (OutlineBankReader.Parts.TryRead(entry, out var found, out var rest) && found == OutlinePart.Numbers)
        {
            AddNumbers(rest, line);

            // Numbers that stand one a line below their heading.
            numbersAt = rest.Length == 0 ? line.Indent : null;
            return;
        }

        var point = new Point(entry, line.Number);
        question!.KeyPoints.Add(point);
        if (entry.EndsWith(':'))
        {
            // Where the inner list ends cannot be seen. A short header says nothing that an answer could be judged by.
            point.Generic = entry.Length <= LongestListHeader;
            question.Warn(line.Number, "list-header", $"{FoundText.Quote(entry)} opens a list inside the outline, which was kept flat.");
        }
    }

    private void AddNumbers(string text, BankLine line)
    {
        var numbers = Quoted.All(text);
        question!.Numbers.AddRange(numbers);
        if (numbers.Count == 0 && text.Length > 0)
        {
            if (text.Any(char.IsAsciiDigit))
            {
                question.Numbers.AddRange(Split(text, ';'));
            }
            else
            {
                question.Warn(line.Number, "no-numbers", $"There are no numbers to mention: {FoundText.Quote(text)}.");
            }
        }
    }

    private void ReadTags(string text, BankLine line)
    {
        foreach (var tag in Split(text, '·'))
        {
            if (Source.Match(tag) is { Success: true } source)
            {
                question!.Origins.AddRange(Split(tag[source.Length..], ';'));
            }
            else if (WrittenLevel.TryParse(tag, out _))
            {
                question!.Level = tag;
            }
            else if (Core.Words.TryParse(tag.Replace(' ', '-'), out Frequency frequency))
            {
                question!.Frequency = frequency;
            }
            else if (TaggedListReader.KindOf(tag) is { } kind)
            {
                question!.Kind = kind;
            }
            else
            {
                question!.CrossCutting.Add(tag);
                question.Warn(line.Number, "unknown-tag", $"{FoundText.Quote(tag)} is no level, frequency or kind; it was kept as a topic.");
            }
        }
    }

    private static IEnumerable<string> Entries(string text)
    {
        text = text.StartsWith("- ", StringComparison.Ordinal) ? text[2..] : text;
        return Joint.Split(text).Select(entry => entry.Trim()).Where(entry => entry.Length > 0);
    }

    private static string[] Split(string text, char at) => text.Split(at, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // A hyphen between two entries follows the end of one and stands before the beginning of another; one in (m - n) does neither.
    [GeneratedRegex(@"(?<=[.:)""”?])\s-\s(?=[\p{Lu}\d(""“])")]
    private static partial Regex Joint { get; }

    [GeneratedRegex(@"\s*Related modules?:", RegexOptions.IgnoreCase)]
    private static partial Regex Module { get; }

    [GeneratedRegex(@"^(source|sources|origin):\s*", RegexOptions.IgnoreCase)]
    private static partial Regex Source { get; }
}
