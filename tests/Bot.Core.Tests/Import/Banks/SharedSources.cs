using System.Text.Json;
using System.Text.RegularExpressions;
using Bot.Core.Import;
using Bot.Core.Questions;
using static Bot.Core.Tests.Import.Banks.GivenBanks;

namespace Bot.Core.Tests.Import.Banks;

/// <summary>The five banks that people study from, where they lie beside the repository; nothing of them is in it.</summary>
public sealed partial class SharedSources(ITestOutputHelper output)
{
    [Theory]
    [InlineData("000.txt", "probe-bank", 31, 3)]
    [InlineData("001.txt", "depth-bank", 64, 4)]
    [InlineData("002.txt", "tagged-list", 368, 8)]
    [InlineData("003.txt", "deep-dive", 50, 5)]
    [InlineData("004.txt", "outline-bank", 23, 9)]
    public void Each_is_recognised_and_no_line_of_it_is_left_unread(string file, string format, int questions, int sections)
    {
        if (Read(file) is not { } bank)
        {
            return;
        }

        Assert.Equal((format, questions, sections), (bank.Format, bank.Questions.Length, bank.Sections.Length));
        Assert.InRange(bank.Confidence, 0.9, 1);
        Assert.Empty(bank.Unread);
        Assert.Equal(questions, bank.Questions.Select(question => question.Draft.Key).Distinct().Count());
    }

    [Theory]
    [InlineData("000.txt")]
    [InlineData("001.txt")]
    [InlineData("002.txt")]
    [InlineData("003.txt")]
    [InlineData("004.txt")]
    public void No_word_of_a_used_line_is_lost(string file)
    {
        if (Read(file) is not { } bank)
        {
            return;
        }

        var kept = Word.Matches(JsonSerializer.Serialize(bank, Readable).Replace(@"\\", " ", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal)).Select(match => match.Value.ToLowerInvariant()).ToHashSet();
        var mended = bank.Warnings.Where(warning => warning.Code == "repaired-maths").Select(warning => warning.Line).ToHashSet();
        var lines = File.ReadAllLines(PathTo(file));
        var lost = from range in bank.Used
                   from line in Enumerable.Range(range.From, range.To - range.From + 1)
                   where !mended.Contains(line)
                   from word in Word.Matches(lines[line - 1]).Select(match => match.Value.ToLowerInvariant())
                   where !kept.Contains(word) && !LeadIns.Contains(word) && !Numbered.IsMatch(word)
                   select $"{line}: {word}";

        Assert.Equal([], lost);
    }

    [Fact]
    public void What_each_holds_is_counted_right()
    {
        if (Read("000.txt") is not { } probes || Read("001.txt") is not { } depths || Read("002.txt") is not { } tags || Read("003.txt") is not { } dives || Read("004.txt") is not { } outlines)
        {
            return;
        }

        Assert.Equal((72, 60, 81, 72, 64, 48), (Points(probes).Length, Points(probes).Count(point => point.Generic), Flags(probes).Length, Flags(probes).Count(flag => flag.Generic), FollowUps(probes).Length, FollowUps(probes).Count(followUp => followUp.Generic)));
        Assert.Equal(18, probes.Warnings.Count(warning => warning.Code == "no-rubric"));
        Assert.Equal((3, 5, 4, 5), (probes.Diagrams.Length, probes.RapidFire.Length, probes.CompanyEmphasis.Length, probes.References.Length));
        Assert.Equal([(85, 64), (30, 16), (30, 23), (15, 15), (10, 10)], depths.Claims.Select(claim => (claim.Claimed, claim.Found)));
        Assert.Equal((121, 19, 15, 7), (Points(depths).Length, depths.Questions.Count(question => question.Draft.Rubric.CanBeGraded), depths.Concepts.Length, depths.Scenarios.Length));
        Assert.Equal([170, 69, 73, 44, 0, 12], Enum.GetValues<Kind>().Select(kind => tags.Questions.Count(question => question.Draft.Kind == kind)));
        Assert.Equal(51, tags.References.Length);
        Assert.Equal((16, 99, 25, 75, 32, 10, 2), (Flags(dives).Length, FollowUps(dives).Length, dives.Questions.Count(question => !question.Draft.Material.AnswerTemplate.IsEmpty), dives.Questions.Sum(question => question.Draft.Material.QaChain.Length), dives.Questions.Sum(question => question.Draft.Material.BigWords.Length), dives.Questions.Sum(question => question.Draft.Material.WeakStrong.Length), dives.Warnings.Count(warning => warning.Code == "flattened-table")));
        Assert.Equal((18, 14), (dives.Warnings.Count(warning => warning.Code == "repaired-maths"), dives.Warnings.Where(warning => warning.Code == "repaired-maths").Select(warning => warning.Line).Distinct().Count()));
        Assert.Equal((180, 59, 37, 15), (Points(outlines).Length, outlines.Questions.Sum(question => question.Draft.Rubric.Numbers.Length), outlines.Questions.Sum(question => question.Draft.Material.Origins.Length), outlines.Warnings.Count(warning => warning.Code == "list-header")));
    }

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] LeadIns =
    [
        "interviewer", "interviewers", "are", "really", "testing", "is", "probing", "what", "strong", "weak", "vs", "say", "miss", "candidates", "answer", "answers", "framework", "direct", "deep", "follow", "up", "ups", "variants", "level",
        "common", "mistakes", "and", "red", "flag", "flags", "sample", "code", "or", "pseudocode", "when", "relevant", "flowchart", "td", "figure", "chain", "questions", "structured", "template", "real", "world", "example", "big", "word", "alert",
        "q", "a", "further", "reading", "senior", "staff", "lens", "work", "prompt", "expected", "depth", "tags", "source", "outline", "numbers", "to", "drop", "traps", "related", "cross", "cutting", "module", "conceptual", "tradeoff", "design", "debug", "coding", "estimation",
        "very", "topics", "covered", "rapid", "fire", "round", "company", "emphasis", "references", "quick", "reference", "concepts", "concept", "know", "cold", "paper", "authors", "year", "resource", "link", "notes", "1", "2", "3", "4", "5", "6", "7", "8", "9",
    ];

    private static KeyPoint[] Points(BankDocument bank) => [.. bank.Questions.SelectMany(question => question.Draft.Rubric.KeyPoints)];

    private static RedFlag[] Flags(BankDocument bank) => [.. bank.Questions.SelectMany(question => question.Draft.Rubric.RedFlags)];

    private static FollowUp[] FollowUps(BankDocument bank) => [.. bank.Questions.SelectMany(question => question.Draft.Material.FollowUps)];

    private static string PathTo(string file) => Repository.PathTo("..", "shared", "sources", file);

    private BankDocument? Read(string file)
    {
        if (File.Exists(PathTo(file)))
        {
            return Document(File.ReadAllBytes(PathTo(file)), file);
        }

        output.WriteLine($"{PathTo(file)} is not there; nothing was tried on it.");
        return null;
    }

    [GeneratedRegex(@"^q\d+$")]
    private static partial Regex Numbered { get; }

    [GeneratedRegex(@"[\p{L}\p{N}_]+")]
    private static partial Regex Word { get; }
}
