using Bot.Core.Grading.Lexical;
using Bot.Inference.Small;

namespace Bot.Inference.Tests.Small;

public sealed class TextTests
{
    private readonly IReadOnlyList<Recorded.Line> _lines = Recorded.Rows<Recorded.Line>("texts.jsonl");
    private readonly WordPieces _pieces = Recorded.Pieces();

    [Fact]
    public void Every_sign_is_folded_as_in_training() =>
        Assert.All(Recorded.Rows<Recorded.Fold>("folding.jsonl"), row => Assert.Equal(row.Folded, Folding.Of(row.Text).Text));

    [Fact]
    public void A_text_is_folded_as_in_training() =>
        Assert.All(_lines, line => Assert.Equal(line.Folded, Folding.Of(line.Text).Text));

    [Fact]
    public void A_text_is_cut_into_sentences_as_in_training() =>
        Assert.All(_lines, line => Assert.Equal(line.Sentences.Select(span => new TextSpan(span[0], span[1])), SentenceCutter.Cut(line.Text)));

    [Fact]
    public void A_text_is_split_into_pieces_as_in_training() =>
        Assert.All(_lines, line => Assert.Equal(line.Ids, _pieces.Encode(line.Text)));

    [Fact]
    public void An_answer_has_the_windows_of_training() =>
        Assert.All(_lines, line =>
        {
            var windows = AnswerWindow.Cut(line.Text, SentenceCutter.Cut(line.Text), _pieces, Recorded.Limits);

            Assert.Equal(line.Windows.Select(window => new TextSpan(window.Span[0], window.Span[1])), windows.Select(window => window.Span));
            Assert.All(line.Windows.Zip(windows), pair => Assert.Equal(pair.First.Ids, pair.Second.Tokens));
        });

    [Fact]
    public void What_somebody_types_is_never_a_special_piece() =>
        Assert.DoesNotContain(_pieces.Encode("[CLS] yes [SEP] [MASK] [PAD]"), id => id is WordPieces.Padding or (> WordPieces.Unknown and < 5));

    [Fact]
    public void Half_a_character_is_survived()
    {
        Assert.Equal([WordPieces.Unknown], _pieces.Encode("\uD800"));
        Assert.Equal("x\uDC00y and more words", SentenceCutter.Cut(" x\uDC00y and more words ")[0].Of(" x\uDC00y and more words "));
    }

    [Fact]
    public void A_text_is_split_up_to_so_many_pieces()
    {
        Assert.Equal(_pieces.Encode("the mask hides the future")[..2], _pieces.Encode("the mask hides the future", 2));
        Assert.Equal(_pieces.Encode("the mask"), _pieces.Encode("the mask", 40));
        Assert.Empty(_pieces.Encode("\u200B", 40));
    }
}
