using System.Text.RegularExpressions;

namespace Bot.Bench.Faults;

/// <summary>An answer that a member wrote, and how often it was sent until the member had heard of it.</summary>
/// <param name="token">A word that no other answer has, by which it is found again.</param>
/// <param name="member">Who wrote it.</param>
/// <param name="question">The argument of the button below the question; its first letter tells a drill, a round and a quiz apart.</param>
internal sealed partial class PlayedAnswer(string token, string member, string question)
{
    public string Token { get; } = token;

    public string Member { get; } = member;

    public string Question { get; } = question;

    /// <summary>Gets or sets how often it was sent.</summary>
    public int Sent { get; set; }

    /// <summary>Gets or sets how often the member heard that it is stored.</summary>
    public int Acknowledged { get; set; }

    /// <summary>Gets the words of all answers in a text.</summary>
    public static IEnumerable<string> TokensIn(string text) => Tokens.Matches(text).Select(match => match.Value).Distinct();

    public static string NewToken(int member, int number) => $"zq{member:00}x{number:00000}";

    public override string ToString() => $"{Token} of {Member} to {Question}, sent {Sent} times and acknowledged {Acknowledged} times";

    [GeneratedRegex(@"zq\d{2}x\d{5}")]
    private static partial Regex Tokens { get; }
}
