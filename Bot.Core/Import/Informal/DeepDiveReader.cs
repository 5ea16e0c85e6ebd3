using Bot.Core.Import.Drafting;

namespace Bot.Core.Import.Informal;

/// <summary>
/// Reads guides whose questions come with what interviewers are really testing, an answer in parts, chains of follow-ups, weak and strong
/// answers, a spoken template and big words; whether the questions still have their headings or lost them when the page was copied.
/// </summary>
internal sealed class DeepDiveReader : IBankReader
{
    public string Format => "deep-dive";

    public double Recognise(BankFile file)
    {
        var answers = 0;
        var kinds = new HashSet<DeepDivePart>();
        foreach (var piece in file.Lines.Where(line => !line.IsCode).SelectMany(line => DeepDiveLeadIn.Cut(line.Text)))
        {
            answers += piece.Part == DeepDivePart.Answer ? 1 : 0;
            kinds.Add(piece.Part);
        }

        kinds.ExceptWith([DeepDivePart.None, DeepDivePart.Answer, DeepDivePart.FollowUps, DeepDivePart.Reading]);
        return answers == 0 || kinds.Count == 0 ? 0 : Math.Min(1, 0.4 + (0.15 * kinds.Count));
    }

    public void Read(BankFile file, BankSketch bank) => new DeepDivePass(file.Lines, bank).Run();
}
