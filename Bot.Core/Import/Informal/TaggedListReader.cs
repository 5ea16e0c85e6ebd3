using Bot.Core.Import.Drafting;
using Bot.Core.Questions;

namespace Bot.Core.Import.Informal;

/// <summary>Reads lists of bare questions in chapters, each with its kind in brackets before it, behind it or on the line below.</summary>
internal sealed class TaggedListReader : IBankReader
{
    public string Format => "tagged-list";

    public double Recognise(BankFile file)
    {
        var (questions, tags) = (0, 0);
        foreach (var line in file.Lines.Where(line => !line.IsCode))
        {
            var parts = TaggedLine.Read(line);
            questions += parts.Question is null ? 0 : 1;
            tags += parts.Tags.Length;
        }

        return tags < 2 ? 0 : Likeness.Of(questions, tags);
    }

    public void Read(BankFile file, BankSketch bank) => new TaggedListPass(file.Lines, bank).Run();

    /// <summary>Reads the word of a tag.</summary>
    public static Kind? KindOf(string tag) => tag.ToLowerInvariant() switch
    {
        "trade-off" or "tradeoffs" => Kind.Tradeoff,
        "debugging" => Kind.Debug,
        "system-design" or "system design" => Kind.Design,
        "code" => Kind.Coding,
        "concept" => Kind.Conceptual,
        "estimate" => Kind.Estimation,
        var word => Core.Words.TryParse(word, out Kind kind) ? kind : null,
    };
}
