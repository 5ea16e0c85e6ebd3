using System.Collections.Immutable;
using Bot.Core.Import.Lines;

namespace Bot.Core.Import.Drafting;

/// <summary>A bank while it is being read, and which of its lines were used for what.</summary>
/// <param name="file">The file.</param>
/// <param name="options">What it may cost.</param>
internal sealed class BankSketch(BankFile file, ImportOptions options)
{
    private readonly SortedSet<int> document = [];
    private readonly SortedSet<int> furniture = [];
    private readonly List<QuestionSketch> questions = [];

    public ImportOptions Options => options;

    public string? Title { get; set; }

    public List<BankClaim> Claims { get; } = [];

    public IReadOnlyList<QuestionSketch> Questions => questions;

    public List<BankConcept> Concepts { get; } = [];

    public List<string> RapidFire { get; } = [];

    public List<CompanyEmphasis> CompanyEmphasis { get; } = [];

    public List<BankScenario> Scenarios { get; } = [];

    public List<string> References { get; } = [];

    public List<BankDiagram> Diagrams { get; } = [];

    public List<BankNote> Notes { get; } = [];

    public List<BankWarning> Warnings { get; } = [];

    /// <summary>Adds a question.</summary>
    /// <exception cref="BankFormatException">There are more than are allowed.</exception>
    public QuestionSketch Add(QuestionSketch question)
    {
        if (questions.Count == options.MostQuestions)
        {
            throw new BankFormatException($"The file has more than {options.MostQuestions} questions. Split it, or raise Import:MostQuestions.");
        }

        questions.Add(question);
        return question;
    }

    /// <summary>Notes that something about the bank as a whole was read from a line.</summary>
    public void Use(BankLine line) => document.Add(line.Number);

    public void Use(int line) => document.Add(line);

    public void Use(int from, int to)
    {
        for (var line = from; line <= to; line++)
        {
            document.Add(line);
        }
    }

    /// <summary>Notes that a line belongs to the page around the bank.</summary>
    public void Furnish(BankLine line) => furniture.Add(line.Number);

    public void Furnish(int line) => furniture.Add(line);

    public void Warn(int line, string code, string message) => Warnings.Add(new BankWarning(line, code, message));

    /// <summary>Accounts for every line that is not blank.</summary>
    public (ImmutableArray<LineRange> Used, ImmutableArray<LineRange> Furniture, ImmutableArray<LineRange> Unread) Account()
    {
        var used = new SortedSet<int>(document);
        used.UnionWith(questions.SelectMany(question => question.Lines));
        var around = new SortedSet<int>(furniture);
        around.ExceptWith(used);
        var unread = file.Lines.Where(line => line.Raw.AsSpan().Trim().Length > 0 && !used.Contains(line.Number) && !around.Contains(line.Number)).Select(line => line.Number);
        return (Ranges(used), Ranges(around), Ranges(unread));
    }

    /// <summary>Joins lines that follow one another.</summary>
    public static ImmutableArray<LineRange> Ranges(IEnumerable<int> lines)
    {
        var ranges = ImmutableArray.CreateBuilder<LineRange>();
        foreach (var line in lines)
        {
            if (ranges.Count > 0 && ranges[^1].To == line - 1)
            {
                ranges[^1] = ranges[^1] with { To = line };
            }
            else
            {
                ranges.Add(new LineRange(line, line));
            }
        }

        return ranges.ToImmutable();
    }
}
