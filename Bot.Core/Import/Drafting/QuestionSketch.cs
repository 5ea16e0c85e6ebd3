using Bot.Core.Questions;

namespace Bot.Core.Import.Drafting;

/// <summary>A question while its bank is being read.</summary>
internal sealed class QuestionSketch
{
    public string? Title { get; set; }

    public bool IsTitleInferred { get; set; }

    /// <summary>Gets or sets the key that the file itself gives, whole or without the pack's name.</summary>
    public string? Key { get; set; }

    public List<string> FormerKeys { get; } = [];

    /// <summary>Gets or sets what a key is made of where the file gives none and the title is no name.</summary>
    public string? Identity { get; set; }

    public int? Number { get; set; }

    public QuestionSketch? Parent { get; set; }

    public List<string> SectionPath { get; set; } = [];

    public string? Level { get; set; }

    public Kind? Kind { get; set; }

    public Frequency? Frequency { get; set; }

    public List<string> Origins { get; } = [];

    public List<Point> Probes { get; } = [];

    public Point? ShortAnswer { get; set; }

    public List<Block> Blocks { get; } = [];

    public List<Point> KeyPoints { get; } = [];

    public List<Point> Framework { get; } = [];

    public List<Point> RedFlags { get; } = [];

    public List<FollowUpSketch> FollowUps { get; } = [];

    public List<QuestionAndAnswer> QaChain { get; } = [];

    public List<string> Numbers { get; } = [];

    public List<WeakStrong> WeakStrong { get; } = [];

    public string? Lens { get; set; }

    public string? WorkSample { get; set; }

    public List<string> Template { get; } = [];

    public string? Example { get; set; }

    public List<BigWord> BigWords { get; } = [];

    public List<string> FurtherReading { get; } = [];

    public List<string> CrossCutting { get; } = [];

    public List<string> Modules { get; } = [];

    /// <summary>Gets the key points that were made up from the answer when the question was imported first.</summary>
    public List<string> Proposed { get; } = [];

    /// <summary>Gets or sets a value indicating whether the question comes from an export of ours: nothing in it is looked at again, nothing proposed.</summary>
    public bool IsOurs { get; set; }

    public SortedSet<int> Lines { get; } = [];

    public List<BankWarning> Warnings { get; } = [];

    public void Warn(int line, string code, string message) => Warnings.Add(new BankWarning(line, code, message));

    /// <summary>Adds a part that has no field of its own, so that it is not lost.</summary>
    public Block AddBlock(string? heading, int line)
    {
        var block = new Block(heading, line);
        Blocks.Add(block);
        return block;
    }
}
