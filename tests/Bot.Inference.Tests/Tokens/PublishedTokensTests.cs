using System.Text;
using System.Text.Json;
using Bot.Inference.Models;
using Bot.Inference.Tests.Stage;
using Bot.Inference.Tokens;

namespace Bot.Inference.Tests.Tokens;

/// <summary>Token ids derived by hand from the published algorithms, on vocabularies small enough to do so.</summary>
public sealed class PublishedTokensTests : IDisposable
{
    private static readonly string[] Words =
    [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "token", "##s", "##iz", "##er", "are", "pieces", ",", "~", "=", "^", "+", "naive", "cafe", "don", "'", "t", "o", "(", ")", "n", "2", "#", "##2", "中", "文", "-", "Token",
    ];

    private readonly ModelDraft _draft = ModelDraft.CrossEncoder();

    public void Dispose() => _draft.Dispose();

    // BERT: white space and signs part words; then the longest piece from the left, and [UNK] for the whole word when it does not come out.
    [Theory]
    [InlineData("Tokens are pieces", new[] { 4, 5, 8, 9 })]
    [InlineData("tokenizers,tokens", new[] { 4, 6, 7, 5, 10, 4, 5 })]
    [InlineData("tokenize", new[] { 1 })]
    [InlineData("a~b", new[] { 1, 11, 1 })]
    [InlineData("token = token ^ 2 + token", new[] { 4, 12, 4, 13, 24, 14, 4 })]
    [InlineData("O(n^2)", new[] { 20, 21, 23, 13, 24, 22 })]
    [InlineData("don't", new[] { 17, 18, 19 })]
    [InlineData("Naïve café", new[] { 15, 16 })]
    [InlineData("nai\u0308ve", new[] { 15 })]
    [InlineData("中文token", new[] { 27, 28, 4 })]
    [InlineData("token→token", new[] { 1 })]
    [InlineData("tok\u200Ben\u0000s", new[] { 4, 5 })]
    [InlineData("[SEP] ##s", new[] { 1, 1, 1, 25, 25, 1 })]
    [InlineData(" \t\r\n", new int[0])]
    [InlineData("", new int[0])]
    public void WordPiece_reads_as_bert_does(string text, int[] ids)
    {
        var tokens = Load("wordpiece", ("vocab.txt", Encoding.UTF8.GetBytes(string.Join('\n', Words) + "\n")));

        Assert.Equal(ids, tokens.Encode(text));
    }

    [Theory]
    [InlineData("Token token", new[] { 30, 4 })]
    [InlineData("NAIVE", new[] { 1 })]
    public void A_model_that_knows_capitals_is_given_them(string text, int[] ids)
    {
        _draft.Set("tokenizer.lowercase", false);
        var tokens = Load("wordpiece", ("vocab.txt", Encoding.UTF8.GetBytes(string.Join('\n', Words) + "\n")));

        Assert.Equal(ids, tokens.Encode(text));
    }

    // Unigram: of all ways to cut a text, the one whose pieces have the greatest sum of scores; here "▁to" + "ken" (-4.5) before "▁token" (-5),
    // and "▁to" + "kens" (-6) before "▁to" + "ken" + "s" (-7.5), "▁token" + "s" (-8) and "▁tokens" (-9).
    [Theory]
    [InlineData("token", new[] { 4, 5 })]
    [InlineData("tokens", new[] { 4, 9 })]
    [InlineData("  to   tokens ", new[] { 4, 4, 9 })]
    [InlineData("kens", new[] { 3, 9 })]
    [InlineData("to q", new[] { 4, 3, 0 })]
    [InlineData("", new int[0])]
    public void Unigram_takes_the_likeliest_pieces(string text, int[] ids) => Assert.Equal(ids, Load("unigram", ("spm.model", Unigram())).Encode(text));

    [Fact]
    public void Ids_of_a_SentencePiece_file_are_moved_where_the_model_has_others()
    {
        _draft.Set("tokenizer.idOffset", 1).Set("tokenizer.unknown", 3);

        Assert.Equal([5, 4, 3], Load("unigram", ("spm.model", Unigram())).Encode("to q"));
    }

    // Byte-level BPE: bytes as letters (a space is Ġ), then the merges in their order within each word: "t o", "k e", "ke n", "Ġ to".
    [Theory]
    [InlineData("token", new[] { 6, 8 })]
    [InlineData("token to", new[] { 6, 8, 9 })]
    [InlineData("tke", new[] { 0, 7 })]
    [InlineData("to  to", new[] { 6, 5, 9 })]
    [InlineData("é", new[] { 10, 11 })]
    [InlineData("→", new[] { 12, 13, 14 })]
    [InlineData("ne", new[] { 4, 3 })]
    [InlineData("to's", new[] { 6, 15, 16 })]
    [InlineData("", new int[0])]
    public void Byte_level_bpe_merges_in_the_order_of_its_list(string text, int[] ids)
    {
        string[] vocabulary = ["t", "o", "k", "e", "n", "Ġ", "to", "ke", "ken", "Ġto", "Ã", "©", "â", "Ĩ", "Ĵ", "'", "s"];
        var json = JsonSerializer.SerializeToUtf8Bytes(vocabulary.Select((token, id) => (token, id)).ToDictionary());
        _draft.Set("tokenizer.merges", "merges.txt");

        var tokens = Load("byte-bpe", ("vocab.json", json), ("merges.txt", Encoding.UTF8.GetBytes("#version: 0.2\nt o\nk e\nke n\nĠ to\n")));

        Assert.Equal(ids, tokens.Encode(text));
    }

    [Theory]
    [InlineData("wordpiece", "token\n")]
    [InlineData("unigram", "no protobuf")]
    [InlineData("byte-bpe", "no json")]
    public void A_vocabulary_that_is_none_is_named(string kind, string content)
    {
        _draft.Set("tokenizer.merges", "vocabulary");

        var fault = Assert.Throws<ModelException>(() => Load(kind, ("vocabulary", Encoding.UTF8.GetBytes(content))));

        Assert.StartsWith($"{Path.Combine(_draft.Folder, "vocabulary")} cannot be read as a vocabulary of this kind: ", fault.Message, StringComparison.Ordinal);
    }

    private PublishedTokens Load(string kind, params (string Name, byte[] Content)[] files)
    {
        foreach (var (name, content) in files)
        {
            _draft.With(name, content);
        }

        _draft.Manifest.Remove("files");
        return PublishedTokens.Load(_draft.Set("tokenizer.kind", kind).Set("tokenizer.vocabulary", files[0].Name).Open());
    }

    private static byte[] Unigram()
    {
        (string Piece, float Score, int Type)[] pieces =
        [
            ("<unk>", 0, 2), ("<s>", 0, 3), ("</s>", 0, 3), ("▁", -3, 1), ("▁to", -2, 1), ("ken", -2.5f, 1), ("▁token", -5, 1), ("k", -6, 1), ("s", -3, 1), ("kens", -4, 1), ("▁tokens", -9, 1), ("en", -4, 1),
        ];
        var model = new ProtoWriter();
        foreach (var (piece, score, type) in pieces)
        {
            model.Message(1, new ProtoWriter().Text(1, piece).Float(2, score).Number(3, type));
        }

        return model
            .Message(2, new ProtoWriter().Number(3, 1).Number(4, pieces.Length).Number(40, 0).Number(41, 1).Number(42, 2).Number(43, -1))
            .Message(3, new ProtoWriter().Text(1, "identity").Number(3, 1).Number(4, 1).Number(5, 1))
            .ToArray();
    }
}
