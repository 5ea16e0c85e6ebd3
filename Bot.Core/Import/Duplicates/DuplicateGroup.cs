using System.Collections.Immutable;
using Bot.Core.Questions;

namespace Bot.Core.Import.Duplicates;

/// <summary>Questions that seem to ask one thing. A proposal: a person decides.</summary>
/// <param name="Keys">Their keys, two at least, by name.</param>
/// <param name="Kind">How alike they are.</param>
/// <param name="Score">How alike the two are that are least alike of those that hold the group together.</param>
public sealed record DuplicateGroup(ImmutableArray<QuestionKey> Keys, DuplicateKind Kind, double Score);

/// <summary>How alike the questions of a group are.</summary>
public enum DuplicateKind
{
    /// <summary>They want the same, in nearly the same words or of one thing by its name.</summary>
    Same,

    /// <summary>They are about the same, and what one wants may be part of what the other wants.</summary>
    Near,
}
