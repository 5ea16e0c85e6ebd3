namespace Bot.Inference.Tokens;

/// <summary>How text becomes tokens.</summary>
internal sealed record TokenizerPlan
{
    /// <summary>Gets the algorithm.</summary>
    public required TokenizerKind Kind { get; init; }

    /// <summary>Gets the file of the vocabulary: <c>vocab.txt</c>, <c>spm.model</c> or <c>vocab.json</c>.</summary>
    public required string Vocabulary { get; init; }

    /// <summary>Gets the file of the merges, of <see cref="TokenizerKind.ByteBpe"/>.</summary>
    public string? Merges { get; init; }

    /// <summary>Gets a value indicating whether text is put into small letters without accents first.</summary>
    public bool Lowercase { get; init; }

    /// <summary>Gets what has to be added to the ids of a SentencePiece file, whose special tokens are not the model's.</summary>
    /// <value>0 for most; 1 for the family of XLM-RoBERTa.</value>
    public int IdOffset { get; init; }

    /// <summary>Gets the id of what a SentencePiece file does not know, where that is not the file's own and <see cref="IdOffset"/>.</summary>
    public int? Unknown { get; init; }
}

/// <summary>An algorithm that cuts text into tokens.</summary>
internal enum TokenizerKind
{
    /// <summary>WordPiece over text as the model that comes with Redflag folds it.</summary>
    Redflag,

    /// <summary>WordPiece as BERT has it.</summary>
    WordPiece,

    /// <summary>SentencePiece, unigram.</summary>
    Unigram,

    /// <summary>Byte-pair encoding over bytes, as GPT-2 and RoBERTa have it.</summary>
    ByteBpe,
}
