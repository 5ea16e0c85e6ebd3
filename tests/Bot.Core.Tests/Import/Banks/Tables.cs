using Bot.Core.Questions;
using static Bot.Core.Tests.Import.Banks.GivenBanks;

namespace Bot.Core.Tests.Import.Banks;

public sealed class Tables
{
    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public void A_table_with_headings_is_read_by_their_names(char delimiter)
    {
        var text = string.Join('\n', ["Topic;Question;Answer;Difficulty;Key Points;Extra", "Trees > Balance;What is a rotation?;\"A turn; it keeps order.\";easy;\"- keeps order\n- moves a child up\";see below", ";;;;;", "Trees;Why \"balance\"?;Depth.;odd;;"]).Replace(';', delimiter).Replace($"A turn{delimiter} it", "A turn; it", StringComparison.Ordinal);

        var bank = Document(text, "trees.csv");
        var (first, second) = (bank.Questions[0], bank.Questions[1]);

        Assert.Equal("csv", bank.Format);
        Assert.Equal(("What is a rotation?", "A turn; it keeps order.", Level.Core), (first.Draft.Stem, first.Draft.Material.ShortAnswer, first.Draft.Level!.Level));
        Assert.Equal(["Trees", "Balance"], first.Draft.Topic.Path);
        Assert.Equal("keeps order | moves a child up", Texts(first.Draft.Rubric.KeyPoints));
        Assert.Equal("Extra>see below>", Texts(first.Draft.Material.AnswerBlocks));
        Assert.Equal([(2, 3)], first.Lines.Select(range => (range.From, range.To)));
        Assert.Equal("Depth.", Texts(second.Draft.Rubric.KeyPoints));
        Assert.Contains(second.Warnings, warning => warning is { Code: "unknown-level", Line: 5 });
        Assert.Empty(bank.Unread);
    }

    [Fact]
    public void Without_headings_the_first_column_asks_and_the_second_answers()
    {
        var bank = Document("What is a rotation?,A turn\nWhy balance?,Depth\n", "trees.csv");

        Assert.Equal(["What is a rotation?: A turn", "Why balance?: Depth"], bank.Questions.Select(question => $"{question.Draft.Stem}: {question.Draft.Material.ShortAnswer}"));
    }

    [Fact]
    public void Quotes_that_are_not_closed_are_told_with_their_line()
    {
        var bank = Document("question,answer\nWhy?,Because\nHow?,\"so\nand so on\n", "x.csv");

        Assert.Equal(2, bank.Questions.Length);
        Assert.Contains(bank.Warnings, warning => warning is { Code: "broken-quotes", Line: 3 });
    }

    [Fact]
    public void A_row_without_a_question_is_told_and_unread()
    {
        var bank = Document("question,answer\n,lonely\nHow?,so\n", "x.csv");

        Assert.Contains(bank.Warnings, warning => warning is { Code: "no-question", Line: 2 });
        Assert.Equal([(2, 2)], bank.Unread.Select(range => (range.From, range.To)));
    }

    [Fact]
    public void Notes_that_Anki_exported_as_text_are_read_by_what_the_file_says()
    {
        var bank = Document("#separator:tab\n#html:true\n#deck column:1\n#tags column:4\nData::Trees\tWhat is a &lt;b&gt; tree?\t\"A <b>balanced</b> one.<br>Really.\"\ttrees deep\n");

        var question = Assert.Single(bank.Questions).Draft;
        Assert.Equal(("anki-text", "What is a <b> tree?", "A balanced one.\nReally."), (bank.Format, question.Stem, question.Material.ShortAnswer));
        Assert.Equal(["Data", "Trees"], question.Topic.Path);
        Assert.Empty(bank.Unread);
    }

    [Fact]
    public void A_set_from_Quizlet_is_read_card_by_card()
    {
        var bank = Document("mutex\tone holder\nsemaphore\tcounts holders\nand wakes them\nbarrier\tall wait\n");

        Assert.Equal("quizlet", bank.Format);
        Assert.Equal(["mutex: one holder", "semaphore: counts holders\nand wakes them", "barrier: all wait"], bank.Questions.Select(question => $"{question.Draft.Stem}: {question.Draft.Material.ShortAnswer}"));
        Assert.Equal("one holder", Texts(bank.Questions[0].Draft.Rubric.KeyPoints));
        Assert.Empty(bank.Unread);
    }
}
