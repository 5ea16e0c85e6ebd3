using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bot.Core.Chat;
using Bot.Core.Storage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bot.Stories.Stage;

/// <summary>
/// What no line of any log may hold: what members wrote, in whole or four words of it in a row, how they are called, and what
/// lets somebody in or lets somebody speak.
/// </summary>
internal sealed partial class Discretion
{
    private const int Run = 4;

    // A shorter word alone may be anybody's; a name is a name however short.
    private const int ShortestWord = 6;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _phrases = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);

    /// <summary>Adds what a member did: all that they could choose the words of.</summary>
    public void Did(ChatAction action)
    {
        IEnumerable<string> written = action switch
        {
            ChatAction.Command command => command.Options.Values,
            ChatAction.Form form => form.Values.Values,
            ChatAction.Typing typing => [typing.Typed],
            _ => [],
        };
        foreach (var text in written)
        {
            Wrote(text);
        }
    }

    /// <summary>Adds a text that a member wrote.</summary>
    public void Wrote(string text)
    {
        var words = WordsOf(text);
        lock (_gate)
        {
            // Times and numbers are nobody's words.
            foreach (var phrase in Runs(words, Math.Min(Run, words.Count)).Where(phrase => phrase.Any(char.IsLetter) && (words.Count > 1 || phrase.Length >= ShortestWord)))
            {
                _phrases.Add(phrase);
            }
        }
    }

    /// <summary>Adds the name of a member.</summary>
    public void IsCalled(string name)
    {
        var words = WordsOf(name);
        lock (_gate)
        {
            _phrases.UnionWith(Runs(words, Math.Min(Run, words.Count)));
        }
    }

    /// <summary>Adds a token, a key or a cookie.</summary>
    public void IsSecret(string secret)
    {
        lock (_gate)
        {
            _secrets.Add(secret);
        }
    }

    /// <summary>Adds what lies in a data directory: what members wrote, their names, and the tokens as they are stored.</summary>
    public void ReadFrom(DataDirectory directory)
    {
        if (!File.Exists(directory.Database))
        {
            return;
        }

        using var connection = new SqliteConnection($"Data Source={directory.Database};Mode=ReadWrite;Pooling=False");
        connection.Open();
        foreach (var action in connection.Query<string>("SELECT action FROM inbox"))
        {
            Did(JsonSerializer.Deserialize<ChatAction>(action, JsonSerializerOptions.Web)!);
        }

        foreach (var answer in connection.Query<string>("SELECT text FROM answer"))
        {
            Wrote(answer);
        }

        foreach (var name in connection.Query<string>("SELECT display_name FROM member"))
        {
            IsCalled(name);
        }

        foreach (var token in connection.Query<string>("SELECT reply_token FROM inbox WHERE reply_token IS NOT NULL"))
        {
            IsSecret(token);
        }

        foreach (var id in connection.Query<string>("SELECT event_id FROM inbox WHERE platform = 'local'"))
        {
            IsSecret($"\"eventId\":\"{id}\""); // The page's token is this event in JSON.
        }
    }

    /// <summary>Adds what a page sent: names, options and fields.</summary>
    public void Sent(JsonNode? body)
    {
        switch (body)
        {
            case JsonObject { } sent:
                foreach (var (name, value) in sent)
                {
                    if (name is "options" or "values" && value is JsonObject chosen)
                    {
                        foreach (var text in chosen.Select(pair => pair.Value).OfType<JsonValue>())
                        {
                            Wrote(text.ToString());
                        }
                    }
                    else
                    {
                        Sent(value);
                    }
                }

                break;
            case JsonArray { } several:
                foreach (var one in several)
                {
                    Sent(one);
                }

                break;
        }
    }

    /// <summary>Fails when a line holds what it must not.</summary>
    public void AssertKeptBy(IEnumerable<string> lines)
    {
        var breaches = FindBreaches(lines);
        Assert.True(breaches.Count == 0, string.Join('\n', breaches));
    }

    /// <summary>Finds the lines that hold what they must not.</summary>
    public IReadOnlyList<string> FindBreaches(IEnumerable<string> lines)
    {
        lock (_gate)
        {
            return [.. lines.Distinct().Select(Breach).OfType<string>().Take(10)];
        }
    }

    private string? Breach(string line)
    {
        if (_secrets.FirstOrDefault(secret => line.Contains(secret, StringComparison.Ordinal)) is { } found)
        {
            return $"The log holds the secret {found}: {line}";
        }

        var words = WordsOf(line);
        return Enumerable.Range(1, Run).SelectMany(length => Runs(words, length)).FirstOrDefault(_phrases.Contains) is { } phrase
            ? $"The log says \"{phrase}\", as a member did: {line}"
            : null;
    }

    private static List<string> WordsOf(string text)
    {
        var plain = text.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(text) : text;
        return [.. Word.Matches(plain).Select(match => match.Value)];
    }

    private static IEnumerable<string> Runs(List<string> words, int length) =>
        length == 0 ? [] : Enumerable.Range(0, Math.Max(0, words.Count - length + 1)).Select(at => string.Join(' ', words.GetRange(at, length)));

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word { get; }
}
