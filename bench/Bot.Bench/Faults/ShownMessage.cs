using System.Text.RegularExpressions;

namespace Bot.Bench.Faults;

/// <summary>A message of the bot's on a platform, by the platform's own record.</summary>
/// <param name="Place">The channel, or whose direct messages.</param>
/// <param name="Key">The key of the bot's by which the platform knows it again; <see langword="null"/> for what answers an interaction.</param>
/// <param name="ReplyTo">The event that it answers, where the platform knows that.</param>
/// <param name="Title">Its title.</param>
/// <param name="Body">All that it says now.</param>
/// <param name="IsLoading">Whether it still says that the bot is thinking.</param>
internal sealed partial record ShownMessage(string Place, string? Key, string? ReplyTo, string Title, string Body, bool IsLoading)
{
    /// <summary>Gets whether it tells what an answer is worth.</summary>
    public bool IsFeedback => Worth.IsMatch(Title);

    /// <summary>Gets whether it may go on with what the message before it tells.</summary>
    public bool IsContinued => Title.Length == 0;

    [GeneratedRegex(@"^(Strong|Mixed|Weak|Not sure|Nothing to judge)\\?: [0-9]+ of 100$")]
    private static partial Regex Worth { get; }
}
