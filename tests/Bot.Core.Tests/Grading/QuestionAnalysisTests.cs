using System.Collections.Immutable;
using Bot.Core.Banks;
using Bot.Core.Grading;
using Bot.Core.Members;
using Bot.Core.Questions;

namespace Bot.Core.Tests.Grading;

/// <summary>What answers say of a question, and what an author is told of it.</summary>
public sealed class QuestionAnalysisTests
{
    private static readonly QuestionKey Hard = QuestionKey.Parse("p/hard");
    private static readonly QuestionKey Easy = QuestionKey.Parse("p/easy");
    private static readonly QuestionKey Odd = QuestionKey.Parse("p/odd");

    [Fact]
    public void Of_each_member_the_first_answer_counts_and_the_mean_is_the_facility()
    {
        var analysis = Assert.Single(QuestionAnalysis.Of([Answer(Hard, 1, 20), Answer(Hard, 2, 40), Answer(Hard, 1, 100)]));

        Assert.Equal((Hard, 2, 20, 40, 0.3), (analysis.Question, analysis.Answers, analysis.Lowest, analysis.Highest, analysis.Facility));
        Assert.Null(analysis.Discrimination);
    }

    [Fact]
    public void A_point_that_somebody_made_at_least_in_part_is_covered_and_boilerplate_never_matters()
    {
        var analysis = Assert.Single(QuestionAnalysis.Of(
        [
            Answer(Hard, 1, 20, Point("made", 0.9), Point("in part", 0, 0.7), Point("missed", 0.1), Point("generic", 0) with { Generic = true }),
            Answer(Hard, 2, 20, Point("made", 0), Point("in part", 0), Point("missed", 0.4), Point("generic", 0) with { Generic = true }),
        ]));

        Assert.Equal(["missed"], analysis.NeverCovered);
    }

    [Fact]
    public void A_question_that_the_good_do_well_on_tells_apart_and_one_that_they_fail_does_so_the_wrong_way_round()
    {
        IEnumerable<AnalysedAnswer> Both(Func<int, double> elsewhere) =>
            Enumerable.Range(0, 8).SelectMany(member => new[] { Answer(Hard, member, member * 10), Answer(Odd, member, elsewhere(member)) });

        Assert.All(QuestionAnalysis.Of(Both(member => member * 5)), analysis => Assert.Equal(1, analysis.Discrimination!.Value, 6));
        Assert.All(QuestionAnalysis.Of(Both(member => 90 - (member * 10))), analysis => Assert.Equal(-1, analysis.Discrimination!.Value, 6));
    }

    [Fact]
    public void With_fewer_than_eight_who_answered_something_else_or_no_difference_nothing_is_said_of_discrimination()
    {
        var seven = Enumerable.Range(0, 7).SelectMany(member => new[] { Answer(Easy, member, member * 10), Answer(Hard, member, member) });
        var same = Enumerable.Range(0, 9).SelectMany(member => new[] { Answer(Easy, member, 50), Answer(Hard, member, member) });
        var alone = Enumerable.Range(0, 9).Select(member => Answer(Easy, member, member));

        Assert.All(QuestionAnalysis.Of(seven).Concat(QuestionAnalysis.Of(same)).Concat(QuestionAnalysis.Of(alone)), analysis => Assert.Null(analysis.Discrimination));
    }

    [Fact]
    public void An_author_is_told_of_what_five_answers_show()
    {
        var analyses = QuestionAnalysis.Of(
        [
            .. Enumerable.Range(0, 5).Select(member => Answer(Hard, member, 10 + member, Point("the bound", 0))),
            .. Enumerable.Range(0, 5).Select(member => Answer(Easy, member, 80, Point("the start", 1))),
            .. Enumerable.Range(0, 4).Select(member => Answer(Odd, member, 1)),
        ]);

        Assert.Equal(
            [
                new BankFinding("p/hard", "everybody-fails", "All 5 answers are weak (facility 0.12). Does the question ask for what the key points want?"),
                new BankFinding("p/hard", "never-covered", "None of 5 answers makes the key point \"the bound\", not even in part."),
                new BankFinding("p/easy", "nobody-fails", "All 5 answers are strong (facility 0.80). It tells nobody what to learn."),
            ],
            Findings(analyses));
    }

    [Fact]
    public void An_author_is_told_when_those_who_know_do_no_better()
    {
        var analyses = QuestionAnalysis.Of(Enumerable.Range(0, 8).SelectMany(member => new[] { Answer(Easy, member, member * 10), Answer(Odd, member, 90 - (member * 10)) }));

        Assert.Contains(
            new BankFinding("p/odd", "tells-nobody-apart", "Those who do well elsewhere do no better here (discrimination -1.00 over 8 answers). Does the rubric reward something else?"),
            Findings(analyses));
    }

    [Theory]
    [InlineData("2025-09-20", true)]
    [InlineData("2025-09-21", false)]
    [InlineData(null, false)]
    public void Facts_that_were_checked_more_than_a_year_ago_are_stale(string? asOf, bool isStale)
    {
        var pack = Pack with { Info = Pack.Info with { AsOf = asOf is null ? null : DateOnly.Parse(asOf, System.Globalization.CultureInfo.InvariantCulture) } };

        Assert.Equal(
            isStale ? ["The facts were last checked on 2025-09-20. Check them again, and set asOf."] : [],
            BankLint.Find(pack, [], new DateOnly(2026, 9, 21)).Where(finding => finding.Code == "stale").Select(finding => finding.Message));
    }

    private static PackDraft Pack => new(
        new PackInfo { Name = PackName.Parse("p"), Title = "P", Sources = [new PackSource { Title = "A book" }] },
        [.. new[] { Hard, Easy, Odd }.Select(key => new QuestionDraft { Key = key, Stem = key.ToString() })]);

    private static IEnumerable<BankFinding> Findings(ImmutableArray<QuestionAnalysis> analyses) =>
        BankLint.Find(Pack, analyses, new DateOnly(2026, 9, 21)).Where(finding => finding.Code != "no-rubric");

    private static AnalysedAnswer Answer(QuestionKey question, int member, double score, params ImmutableArray<KeyPointJudgement> points) =>
        new(question, new MemberId(new Guid(member, 0, 0, new byte[8])), score, points);

    private static KeyPointJudgement Point(string text, double covered, double partly = 0) => new() { Text = text, Weight = 1, Covered = covered, Partly = partly };
}
