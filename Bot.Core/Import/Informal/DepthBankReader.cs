using System.Text.RegularExpressions;
using Bot.Core.Import.Drafting;
using Bot.Core.Import.Lines;

namespace Bot.Core.Import.Informal;

/// <summary>Reads banks of numbered questions with a level in parentheses, each with the expected depth, one follow-up and one red flag.</summary>
internal sealed partial class DepthBankReader : IBankReader
{
    public static Labels<DepthPart> Parts { get; } = new(
    [
        ("Expected depth", DepthPart.Depth),
        ("Expected answer depth", DepthPart.Depth),
        ("Follow-up", DepthPart.FollowUp),
        ("Follow-ups", DepthPart.FollowUp),
        ("Red flag", DepthPart.RedFlag),
        ("Red flags", DepthPart.RedFlag),
    ]);

    public string Format => "depth-bank";

    public double Recognise(BankFile file)
    {
        var (questions, depths, flags) = (0, 0, 0);
        foreach (var line in file.Lines.Where(line => !line.IsCode))
        {
            questions += Start.IsMatch(line.Whole) ? 1 : 0;
            if (Parts.TryRead(line, out var part, out _))
            {
                depths += part == DepthPart.Depth ? 1 : 0;
                flags += part == DepthPart.RedFlag ? 1 : 0;
            }
        }

        return depths == 0 ? 0 : Likeness.Of(questions, depths, flags);
    }

    public void Read(BankFile file, BankSketch bank) => new DepthBankPass(file.Lines, bank).Run();

    /// <summary>Finds the number, level and title with which a question begins.</summary>
    [GeneratedRegex(@"^(?<n>\d{1,4})[.)]\s*\**\s*\((?<level>[A-Z][A-Za-z -]{2,30})\)\s*\**\s*(?<title>\S.*)$")]
    public static partial Regex Start { get; }
}
