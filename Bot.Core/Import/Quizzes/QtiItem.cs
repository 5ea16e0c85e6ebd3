using System.Xml.Linq;
using Bot.Core.Import.Drafting;

namespace Bot.Core.Import.Quizzes;

/// <summary>Makes a question of an item of QTI 2: choices, gaps and free text; other interactions are kept as text.</summary>
internal static class QtiItem
{
    private static readonly string[] Blocks = ["p", "div", "li", "prompt", "simpleChoice", "br", "h1", "h2", "h3", "tr", "pre", "blockquote"];
    private static readonly string[] Known = ["responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing", "modalFeedback", "stylesheet", "templateDeclaration", "templateProcessing"];

    public static QuestionSketch Read(XElement item, int line)
    {
        var body = Child(item, "itemBody");
        var choices = item.Descendants().Where(element => element.Name.LocalName is "simpleChoice" or "inlineChoice" or "hottext").ToList();
        var stem = body is null ? "" : Words(body, skip: element => element.Name.LocalName is "simpleChoice" or "inlineChoice" || element.Name.LocalName.EndsWith("Feedback", StringComparison.Ordinal) || element.Name.LocalName == "rubricBlock");
        var title = item.Attribute("title")?.Value.Trim();
        var question = new QuestionSketch { Title = stem.Length > 0 ? stem : title, Identity = item.Attribute("identifier")?.Value };
        if (stem.Length > 0 && title is { Length: > 0 } && title != stem)
        {
            question.AddBlock("Name", line).Text = title;
        }

        var right = Elements(item, "responseDeclaration")
            .SelectMany(declaration => Elements(declaration, "correctResponse").SelectMany(response => Elements(response, "value")))
            .Select(value => value.Value.Trim())
            .ToList();
        var byName = choices.Where(choice => choice.Attribute("identifier") is not null).DistinctBy(choice => choice.Attribute("identifier")!.Value).ToDictionary(choice => choice.Attribute("identifier")!.Value, choice => Words(choice, skip: null));
        var answers = right.Select(value => byName.GetValueOrDefault(value) ?? Pair(value, byName)).ToList();
        if (right.Count == 0)
        {
            answers.AddRange(item.Descendants().Where(element => element.Name.LocalName == "mapEntry" && IsPositive(element.Attribute("mappedValue")?.Value))
                .Select(entry => entry.Attribute("mapKey")?.Value ?? "").Select(key => byName.GetValueOrDefault(key) ?? key));
        }

        var isChoice = choices.Count > 0;
        Choices.Add(question, answers, isChoice ? byName.Values.Where(text => !answers.Contains(text)) : [], line);
        foreach (var feedback in item.Descendants().Where(element => element.Name.LocalName is "modalFeedback" or "feedbackInline" or "feedbackBlock" or "rubricBlock"))
        {
            if (Words(feedback, skip: null) is { Length: > 0 } text)
            {
                question.AddBlock(feedback.Name.LocalName == "rubricBlock" ? "Rubric" : "Feedback", line).Text = text;
            }
        }

        foreach (var other in item.Elements().Where(element => !Known.Contains(element.Name.LocalName) && element.Value.Trim().Length > 0))
        {
            question.AddBlock(other.Name.LocalName, line).Text = Words(other, skip: null);
        }

        foreach (var interaction in item.Descendants().Where(element => element.Name.LocalName.EndsWith("Interaction", StringComparison.Ordinal)
            && element.Name.LocalName is not ("choiceInteraction" or "inlineChoiceInteraction" or "textEntryInteraction" or "extendedTextInteraction" or "hottextInteraction")))
        {
            question.Warn(line, "unknown-interaction", $"A {interaction.Name.LocalName} cannot be asked in a chat; its words were kept.");
        }

        return question;
    }

    private static XElement? Child(XElement element, string name) => Elements(element, name).FirstOrDefault();

    private static IEnumerable<XElement> Elements(XElement element, string name) => element.Elements().Where(child => child.Name.LocalName == name);

    private static bool IsPositive(string? number) => number is { Length: > 0 } && !number.StartsWith('-') && number.Trim('0', '.').Length > 0;

    private static string Pair(string value, Dictionary<string, string> byName)
    {
        var parts = value.Split(' ');
        return parts.Length == 2 && byName.TryGetValue(parts[0], out var one) && byName.TryGetValue(parts[1], out var other) ? $"{one} → {other}" : value;
    }

    private static string Words(XElement element, Func<XElement, bool>? skip)
    {
        var text = new System.Text.StringBuilder();
        Append(element, skip, text);
        var lines = text.ToString().Split('\n').Select(line => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        return string.Join('\n', lines.Where(line => line.Length > 0));
    }

    private static void Append(XElement element, Func<XElement, bool>? skip, System.Text.StringBuilder text)
    {
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText words:
                    text.Append(words.Value.ReplaceLineEndings(" "));
                    break;
                case XElement child when skip?.Invoke(child) == true:
                    break;
                case XElement { Name.LocalName: "textEntryInteraction" or "inlineChoiceInteraction" }:
                    text.Append(" _____ ");
                    break;
                case XElement child:
                    text.Append(Blocks.Contains(child.Name.LocalName) ? "\n" : "");
                    Append(child, skip, text);
                    text.Append(Blocks.Contains(child.Name.LocalName) ? "\n" : "");
                    break;
            }
        }
    }
}
