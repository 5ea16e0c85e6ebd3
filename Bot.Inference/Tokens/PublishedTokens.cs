using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bot.Inference.Models;
using Microsoft.ML.Tokenizers;

namespace Bot.Inference.Tokens;

/// <summary>Cuts text as published models do: WordPiece, SentencePiece (unigram) or byte-level BPE.</summary>
internal sealed partial class PublishedTokens : ITextTokens
{
    private readonly Tokenizer _tokenizer;
    private readonly TokenizerPlan _plan;
    private readonly int? _unknown;

    private PublishedTokens(Tokenizer tokenizer, TokenizerPlan plan, int? unknown) => (_tokenizer, _plan, _unknown) = (tokenizer, plan, unknown);

    /// <summary>Reads the tokenizer of a model.</summary>
    /// <exception cref="ModelException">Its files are not what they should be.</exception>
    public static PublishedTokens Load(ModelFolder model)
    {
        var plan = model.Manifest.Tokenizer;
        var file = model.PathTo(plan.Vocabulary);
        try
        {
            return plan.Kind switch
            {
                TokenizerKind.WordPiece => new PublishedTokens(WordPiece(file, plan), plan, unknown: null),
                TokenizerKind.Unigram => Unigram(file, plan),
                TokenizerKind.ByteBpe => new PublishedTokens(ByteBpe(file, model.PathTo(plan.Merges!)), plan, unknown: null),
                _ => throw new ModelException(Path.Combine(model.Path, ManifestReader.FileName), "tokenizer.kind", "is none that a cross-encoder reads with", "Correct the manifest as docs/models.md describes it"),
            };
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or InvalidDataException or FormatException or IOException or JsonException or Google.Protobuf.InvalidProtocolBufferException)
        {
            throw new ModelException(
                file, null, $"cannot be read as a vocabulary of this kind: {exception.Message.ReplaceLineEndings(" ").TrimEnd('.')}", "Install the model again, or correct tokenizer.kind in its manifest", exception);
        }
    }

    public ImmutableArray<int> Encode(string text)
    {
        var ids = _tokenizer.EncodeToIds(text);
        return _plan is { IdOffset: 0, Unknown: null }
            ? [.. ids]
            : [.. ids.Select(id => id == _unknown && _plan.Unknown is { } unknown ? unknown : id + _plan.IdOffset)];
    }

    private static WordPieceTokenizer WordPiece(string file, TokenizerPlan plan) => WordPieceTokenizer.Create(
        file,
        new WordPieceOptions
        {
            Normalizer = new BertText(plan.Lowercase),
            PreTokenizer = new RegexPreTokenizer(BertWord, specialTokens: null),
            MaxInputCharsPerWord = 100,
        });

    private static PublishedTokens Unigram(string file, TokenizerPlan plan)
    {
        using var content = File.OpenRead(file);
        var tokenizer = SentencePieceTokenizer.Create(content, addBeginningOfSentence: false, addEndOfSentence: false, specialTokens: null);
        return new PublishedTokens(tokenizer, plan, tokenizer.UnknownId);
    }

    private static BpeTokenizer ByteBpe(string vocabulary, string merges) => BpeTokenizer.Create(
        new BpeOptions(vocabulary, merges) { ByteLevel = true, PreTokenizer = new RegexPreTokenizer(Gpt2Word, specialTokens: null) });

    // BERT: words between white space, and every sign of its own; signs are ASCII's and what Unicode calls punctuation.
    [GeneratedRegex(@"[!-/:-@\[-`{-~\p{P}]|[^\s!-/:-@\[-`{-~\p{P}]+", RegexOptions.CultureInvariant)]
    private static partial Regex BertWord { get; }

    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Gpt2Word { get; }
}
