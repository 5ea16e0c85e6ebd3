using System.Text.RegularExpressions;
using Bot.Core.Import.Drafting;
using Bot.Core.Import.Lines;

namespace Bot.Core.Import.Informal;

/// <summary>
/// Reads banks of numbered questions, each with what the interviewer is probing, a direct and a deep answer, follow-up variants and red flags.
/// Everything is recognised by its lead-in, not by its place: headings may stand inside a question, and a question may be interrupted.
/// </summary>
internal sealed partial class ProbeBankReader : IBankReader
{
    public static Labels<ProbePart> Parts { get; } = new(
    [
        ("What interviewer is probing", ProbePart.Probes),
        ("What the interviewer is probing", ProbePart.Probes),
        ("What interviewers are probing", ProbePart.Probes),
        ("Strong answer framework", ProbePart.Framework),
        ("Direct answer", ProbePart.ShortAnswer),
        ("Deep answer", ProbePart.DeepAnswer),
        ("Follow-up variants", ProbePart.FollowUps),
        ("Common mistakes and red flags", ProbePart.RedFlags),
        ("Common mistakes", ProbePart.RedFlags),
        ("Red flags", ProbePart.RedFlags),
        ("Sample code or pseudocode", ProbePart.Code),
        ("Sample code", ProbePart.Code),
    ]);

    public string Format => "probe-bank";

    public double Recognise(BankFile file)
    {
        var (questions, probes, direct, deep) = (0, 0, 0, 0);
        foreach (var line in file.Lines.Where(line => !line.IsListed && !line.IsCode))
        {
            questions += IsQuestion(line, out _, out _) ? 1 : 0;
            if (Parts.TryRead(line, out var part, out _))
            {
                probes += part == ProbePart.Probes ? 1 : 0;
                direct += part == ProbePart.ShortAnswer ? 1 : 0;
                deep += part == ProbePart.DeepAnswer ? 1 : 0;
            }
        }

        return probes + direct < 1 ? 0 : Likeness.Of(questions, probes, direct, deep);
    }

    public void Read(BankFile file, BankSketch bank) => new ProbeBankPass(file.Lines, bank).Run();

    /// <summary>Tells whether a line begins a question: "Q12: …", or "Follow-up: …" for one that belongs to the question before.</summary>
    /// <param name="line">The line.</param>
    /// <param name="number">Its number; <see langword="null"/> for a follow-up.</param>
    /// <param name="title">Its title.</param>
    public static bool IsQuestion(BankLine line, out int? number, out string title)
    {
        (number, title) = (null, "");
        var match = line.IsBullet || line.IsCode ? Match.Empty : Start.Match(line.Whole);
        if (!match.Success)
        {
            return false;
        }

        number = match.Groups["n"].Success && int.TryParse(match.Groups["n"].ValueSpan, out var parsed) ? parsed : null;
        title = match.Groups["title"].Value.Trim();
        return title.Length > 0;
    }

    [GeneratedRegex(@"^(?:Q(?<n>\d{1,4})|Follow-up)\s*[:.]\s*(?<title>\S.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Start { get; }
}
