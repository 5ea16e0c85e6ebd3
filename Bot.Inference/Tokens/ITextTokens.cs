using System.Collections.Immutable;

namespace Bot.Inference.Tokens;

/// <summary>Cuts text into tokens. Safe for many callers at once.</summary>
internal interface ITextTokens
{
    /// <summary>Cuts a text.</summary>
    /// <param name="text">The text; may hold anything. What looks like a special token is text like any other.</param>
    /// <returns>The ids of its tokens, without special ones.</returns>
    ImmutableArray<int> Encode(string text);
}
