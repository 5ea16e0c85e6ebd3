using System.Text.RegularExpressions;
using Bot.Core.Import.Drafting;
using Bot.Core.Import.Lines;

namespace Bot.Core.Import.Informal;

/// <summary>Reads banks of quoted questions with a line of tags, an answer in outline with numbers to drop, follow-ups and traps.</summary>
internal sealed partial class OutlineBankReader : IBankReader
{
    public static Labels<OutlinePart> Parts { get; } = new(
    [
        ("Tags", OutlinePart.Tags),
        ("Answer outline", OutlinePart.Outline),
        ("Numbers to drop", OutlinePart.Numbers),
        ("Common follow-ups", OutlinePart.FollowUps),
        ("Follow-ups", OutlinePart.FollowUps),
        ("Traps", OutlinePart.Traps),
        ("Related cross-cutting", OutlinePart.CrossCutting),
        ("Related module", OutlinePart.Modules),
        ("Related modules", OutlinePart.Modules),
    ]);

    public string Format => "outline-bank";

    public double Recognise(BankFile file)
    {
        var (questions, tags, outlines, traps) = (0, 0, 0, 0);
        foreach (var line in file.Lines.Where(line => !line.IsCode))
        {
            questions += Start.IsMatch(line.Whole) ? 1 : 0;
            if (Parts.TryRead(line, out var part, out _))
            {
                tags += part == OutlinePart.Tags ? 1 : 0;
                outlines += part == OutlinePart.Outline ? 1 : 0;
                traps += part == OutlinePart.Traps ? 1 : 0;
            }
        }

        return outlines == 0 ? 0 : Likeness.Of(questions, tags, outlines, traps);
    }

    public void Read(BankFile file, BankSketch bank) => new OutlineBankPass(file.Lines, bank).Run();

    [GeneratedRegex(@"^Q(?:\d{1,4})?:\s*(?<title>\S.*)$")]
    public static partial Regex Start { get; }
}
