using System.Collections.Immutable;
using System.Text;
using Bot.Core.Chat;
using Bot.Host.Slack.Rendering;

namespace Bot.Host.Slack.Interactions;

/// <summary>
/// Reads commands as people type them: <c>/redflag quiz topic:"fine tuning" level:basic</c>, or <c>/quiz topic:attention</c>
/// where that is a command of its own. What stands before the first option is the value of the command's first one.
/// </summary>
internal static class TypedCommand
{
    /// <summary>The command that has all others behind it.</summary>
    public const string Root = "redflag";

    /// <summary>Reads a command.</summary>
    /// <param name="command">What begins with the slash.</param>
    /// <param name="escaped">What stands behind it, as Slack escapes it.</param>
    /// <param name="known">All commands.</param>
    /// <returns>The command, or what is said about what was typed.</returns>
    public static (ChatAction.Command? Command, MessageView? Fault) Read(string command, string escaped, ImmutableArray<ChatCommand> known)
    {
        var words = Words(SlackMarkup.Unescape(escaped), out var isOpen);
        if (isOpen)
        {
            return (null, SlackWords.QuoteIsOpen);
        }

        var name = command.TrimStart('/').ToLowerInvariant();
        if (name != Root)
        {
            words.Insert(0, new Word(name, IsQuoted: false));
        }

        if (words.Count == 0)
        {
            words.Add(new Word("help", IsQuoted: false));
        }

        words[0] = words[0] with { Text = words[0].Text.TrimStart('/') };

        var found = Find(words, known);
        return found is null ? (new ChatAction.Command(Called(words, known), ImmutableDictionary<string, string>.Empty), null) : Fill(found, words);
    }

    private static ChatCommand? Find(List<Word> words, ImmutableArray<ChatCommand> known)
    {
        foreach (var count in new[] { 2, 1 })
        {
            if (words.Count >= count && known.FirstOrDefault(command => string.Equals(command.Name, Join(words.Take(count)), StringComparison.OrdinalIgnoreCase)) is { } found)
            {
                words.RemoveRange(0, count);
                return found;
            }
        }

        return null;
    }

    // What nobody knows keeps a second word where the first one needs one.
    private static string Called(List<Word> words, ImmutableArray<ChatCommand> known)
    {
        var first = words[0].Text.ToLowerInvariant();
        return words.Count > 1 && known.Any(command => command.Name.StartsWith(first + " ", StringComparison.Ordinal)) ? $"{first} {words[1].Text.ToLowerInvariant()}" : first;
    }

    private static (ChatAction.Command? Command, MessageView? Fault) Fill(ChatCommand command, List<Word> words)
    {
        var values = ImmutableDictionary.CreateBuilder<string, string>();
        var option = command.Options.FirstOrDefault()?.Name;
        foreach (var word in words)
        {
            var text = word.Text;
            if (word.Option is { } named)
            {
                if (command.Options.FirstOrDefault(candidate => string.Equals(candidate.Name, named, StringComparison.OrdinalIgnoreCase)) is { } meant)
                {
                    (option, text) = (meant.Name, text[(named.Length + 1)..]);
                }
                else if (named.All(char.IsAsciiLetter) && !text[(named.Length + 1)..].StartsWith("//", StringComparison.Ordinal))
                {
                    return (null, SlackWords.NotAnOption(command.Name, named, command.Options.Select(candidate => candidate.Name)));
                }
            }

            if (option is null)
            {
                return (null, SlackWords.NotAnOption(command.Name, text, []));
            }

            values[option] = values.TryGetValue(option, out var before) && before.Length > 0 ? $"{before} {text}" : text;
        }

        return (new ChatAction.Command(command.Name, values.ToImmutable()), null);
    }

    private static string Join(IEnumerable<Word> words) => string.Join(' ', words.Select(word => word.Text));

    // Phones write curly quotes.
    private static List<Word> Words(string text, out bool isOpen)
    {
        List<Word> words = [];
        var word = new StringBuilder();
        var (isWord, isQuoted, startsQuoted) = (false, false, false);
        foreach (var letter in text)
        {
            if (letter is '"' or '“' or '”')
            {
                startsQuoted |= !isWord;
                (isWord, isQuoted) = (true, !isQuoted);
            }
            else if (!isQuoted && char.IsWhiteSpace(letter))
            {
                End();
            }
            else
            {
                word.Append(letter);
                isWord = true;
            }
        }

        isOpen = isQuoted;
        End();
        return words;

        void End()
        {
            if (isWord)
            {
                words.Add(new Word(word.ToString(), startsQuoted));
            }

            word.Clear();
            (isWord, startsQuoted) = (false, false);
        }
    }

    private sealed record Word(string Text, bool IsQuoted)
    {
        /// <summary>Gets what stands before a colon, where that may be an option.</summary>
        public string? Option => !IsQuoted && Text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? Text[..colon] : null;
    }
}
