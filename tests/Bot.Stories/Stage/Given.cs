namespace Bot.Stories.Stage;

/// <summary>What stories begin with.</summary>
internal static class Given
{
    public const string Channel = "drills";

    public const string Organiser = "olga";

    /// <summary>A Monday, before anybody is up.</summary>
    public static DateTimeOffset MondayMorning { get; } = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    /// <summary>Two questions on two topics.</summary>
    public const string Basics =
        """
        pack: basics
        title: Basics
        language: en
        questions:
          - key: tokens
            stem: What is a token?
            sectionPath: [Tokenization]
            level: core
            kind: conceptual
            keyPoints:
              - a token is a piece of text
              - rare words are split
            redFlags:
              - tokens are words
            followUps:
              - text: What happens to a word that was never seen?
                level: 1
            shortAnswer: A piece of text from a fixed vocabulary.
          - key: mask
            stem: What does the causal mask hide?
            sectionPath: [Attention]
            level: advanced
            kind: conceptual
            keyPoints:
              - it hides later tokens
            shortAnswer: Later tokens.
        """;

    /// <summary>The same pack after its only question on attention left it.</summary>
    public static string BasicsWithoutAttention { get; } = Basics[..Basics.IndexOf("  - key: mask", StringComparison.Ordinal)];
}
