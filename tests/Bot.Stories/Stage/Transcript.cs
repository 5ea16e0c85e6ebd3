using System.Globalization;
using System.Text;
using Bot.Core.Chat;

namespace Bot.Stories.Stage;

/// <summary>The chat as text: who said what, and who could see it.</summary>
internal sealed class Transcript
{
    private readonly StringBuilder _lines = new();

    public void Add(string line) => _lines.Append(line).Append('\n');

    public void Add(Delivery delivery) => Add(Words(delivery));

    /// <summary>Gives what was added since the last time.</summary>
    public string Take()
    {
        var text = _lines.Replace("\u2063", "").ToString().TrimEnd('\n');
        _lines.Clear();
        return text;
    }

    private static string Words(Delivery delivery)
    {
        var to = (delivery.Way, delivery.OnlyFor) switch
        {
            (DeliveryWay.Direct, var member) => $" (directly to {member})",
            (DeliveryWay.Reply, { } member) => $" (to {member})",
            _ => "",
        };
        return $"bot{to}: {string.Join('\n', Lines(delivery.Message)).Replace("\n", "\n  ", StringComparison.Ordinal)}";
    }

    private static IEnumerable<string> Lines(MessageView message)
    {
        if (message.Title is { } title)
        {
            yield return title;
        }

        if (message.Text.Length > 0)
        {
            yield return message.Text;
        }

        foreach (var field in PlainParts.Criteria(message.Criteria).AddRange(message.Fields))
        {
            yield return field.Text.Contains('\n', StringComparison.Ordinal) || field.Text.StartsWith("• ", StringComparison.Ordinal)
                ? $"{field.Name}:\n  {field.Text.Replace("\n", "\n  ", StringComparison.Ordinal)}"
                : $"{field.Name}: {field.Text}";
        }

        foreach (var standing in message.Standings)
        {
            yield return PlainParts.Line(standing);
        }

        if (message.Countdown is { } countdown)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{countdown.Label}: until {countdown.EndsAt:HH:mm:ss}");
        }

        if (message.File is { } file)
        {
            yield return $"<{file.FileName}>";
        }

        if (message.Footer is { } footer)
        {
            yield return $"({footer})";
        }

        if (!message.Buttons.IsEmpty)
        {
            yield return string.Join(' ', message.Buttons.Select(button => $"[{button.Label}]"));
        }
    }
}
