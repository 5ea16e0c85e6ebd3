using Bot.Inference.Small;

namespace Bot.Inference.Tests.Small;

public sealed class AlignmentTests
{
    private const float Close = 2e-5f;

    private readonly WordPieces _pieces = Recorded.Pieces();

    [Fact]
    public void Statements_and_windows_are_compared_as_in_training()
    {
        var vectors = StaticVectors.Read(Recorded.Vectors());

        Assert.All(Recorded.Rows<Recorded.Alignment>("alignments.jsonl"), row =>
        {
            var windows = AnswerWindow.Cut(row.Answer, SentenceCutter.Cut(row.Answer), _pieces, Recorded.Limits);
            var alignment = new Alignment(vectors, [.. windows.Select(window => window.Tokens)]);
            var statement = _pieces.Encode(row.Statement, Recorded.Limits.LongestStatement);

            Assert.Equal(row.Recall, alignment.Recall(statement), Near);
            Assert.Equal(row.Likeness, alignment.Likeness(statement), Near);
            Assert.Equal(row.Recall, alignment.Recall(statement), Near);
        });
    }

    [Fact]
    public void An_answer_without_windows_has_nothing_to_compare()
    {
        var alignment = new Alignment(StaticVectors.Read(Recorded.Vectors(rows: 3)), []);

        Assert.Empty(alignment.Recall([1, 2]));
        Assert.Empty(alignment.Likeness([1, 2]));
    }

    [Fact]
    public void A_window_that_says_the_statement_has_all_of_it()
    {
        var alignment = new Alignment(StaticVectors.Read(Recorded.Vectors(rows: 10)), [[5, 6, 7], [8, 6, 9, 5, 7]]);

        Assert.Equal([1f, 1f], alignment.Recall([5, 6, 7, 6]), Near);
        Assert.Equal(1f, alignment.Likeness([7, 5, 6])[0], Close);
        Assert.InRange(alignment.Likeness([7, 5, 6])[1], 0.5f, 0.999f);
    }

    [Fact]
    public void Vectors_have_the_length_one()
    {
        var vectors = StaticVectors.Read(Recorded.Vectors(rows: 4));

        Assert.Equal((4, 24), (vectors.Rows, vectors.Width));
        Assert.Equal(1f, MathF.Sqrt(vectors.Of(3).ToArray().Sum(x => x * x)), Close);
    }

    [Theory]
    [InlineData(-1, "The file of vectors is cut short.")]
    [InlineData(5, "The file of vectors is cut short.")]
    [InlineData(40, "The file of vectors is cut short.")]
    public void A_file_that_is_cut_short_is_refused(int length, string why)
    {
        var file = Recorded.Vectors(rows: 4);
        file.SetLength(length < 0 ? file.Length - 1 : length);

        Assert.Equal(why, Assert.Throws<InvalidDataException>(() => StaticVectors.Read(file)).Message);
    }

    [Fact]
    public void A_file_that_goes_on_is_refused()
    {
        var file = Recorded.Vectors(rows: 4);
        file.SetLength(file.Length + 1);

        Assert.Equal("The file of vectors goes on behind its last row.", Assert.Throws<InvalidDataException>(() => StaticVectors.Read(file)).Message);
    }

    [Theory]
    [InlineData(0, 24)]
    [InlineData(4, -1)]
    [InlineData(int.MaxValue, 24)]
    [InlineData(1_000_000, 4_000)]
    public void A_size_that_cannot_be_is_refused(int rows, int width)
    {
        var file = new MemoryStream([.. BitConverter.GetBytes(rows), .. BitConverter.GetBytes(width)]);

        Assert.Equal($"The vectors claim to be {rows} rows of {width} numbers.", Assert.Throws<InvalidDataException>(() => StaticVectors.Read(file)).Message);
    }

    private static bool Near(float one, float other) => MathF.Abs(one - other) < Close;
}
