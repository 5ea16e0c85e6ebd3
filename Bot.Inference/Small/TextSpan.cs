namespace Bot.Inference.Small;

/// <summary>A stretch of an answer, as it was written.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="End">Its last, exclusive.</param>
internal readonly record struct TextSpan(int Start, int End)
{
    /// <summary>The stretch's words, verbatim.</summary>
    public string Of(string text) => text[Start..End];
}
