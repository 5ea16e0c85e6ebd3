using System.Globalization;
using System.Text.RegularExpressions;
using static Bot.Core.Import.Yaml.FaultList;

namespace Bot.Core.Import.Yaml;

/// <summary>Compares a file with <see cref="PackFormat"/> and notes every difference.</summary>
internal sealed class ShapeCheck(FaultList faults)
{
    private readonly Spelling spelling = new();

    /// <summary>Checks a value and all that it holds.</summary>
    public void Check(YamlNode node, Shape shape, string path)
    {
        switch (shape, node)
        {
            case (_, YamlNode.Refused):
                break;
            case (Shape.TextOrFields either, YamlNode.Scalar):
                Check(node, either.Short, path);
                break;
            case (Shape.TextOrFields either, _):
                Check(node, either.Full, path);
                break;
            case (Shape.Fields fields, YamlNode.Mapping mapping):
                CheckFields(mapping, fields, path);
                break;
            case (Shape.Fields fields, _):
                var needed = fields.All.Where(field => field.Required).DefaultIfEmpty(fields.All[0]).Select(field => $"\"{field.Name}: …\"");
                AddWrongType(node, path, $"The fields of {fields.Noun} belong", $"Write {string.Join(" and ", needed)}.");
                break;
            case (Shape.List list, YamlNode.Sequence sequence):
                CheckItems(sequence, list, path);
                break;
            case (Shape.List, _):
                AddWrongType(node, path, "A list belongs", "Write each item on a line of its own, behind \"- \".");
                break;
            case (_, YamlNode.Scalar scalar):
                CheckScalar(scalar, shape, path);
                break;
            default:
                AddWrongType(node, path, "A single value belongs", "Write it behind the field's name; a text with a colon or a leading [, { or - needs quotes.");
                break;
        }
    }

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static bool Matches(string text, TextForm form) => Regex.IsMatch(text, form.Pattern, RegexOptions.CultureInvariant);

    private static int CountCharacters(string text) => text.Length - text.Count(char.IsLowSurrogate);

    private void CheckFields(YamlNode.Mapping mapping, Shape.Fields shape, string path)
    {
        var prefix = path.Length > 0 ? path + "." : "";
        foreach (var entry in mapping.Entries)
        {
            if (shape.Find(entry.Name) is not { } field)
            {
                AddUnknownField(entry, shape, path);
            }
            else if (entry.Value is not YamlNode.Scalar { IsNull: true })
            {
                Check(entry.Value, field.Shape, prefix + field.Name);
            }
            else if (field.Required)
            {
                AddMissing(entry.At, shape, field, prefix);
            }
        }

        foreach (var field in shape.All.Where(field => field.Required && mapping.Entries.All(entry => entry.Name != field.Name)))
        {
            AddMissing(mapping.At, shape, field, prefix);
        }

        if (shape.NeedsOne && shape.All.All(field => field.Required || mapping.Find(field.Name) is null))
        {
            faults.Add(mapping.At, path, $"Nothing is said of {shape.Noun}.", $"Write at least one of: {Names(shape.All.Where(field => !field.Required))}.");
        }
    }

    private void CheckItems(YamlNode.Sequence sequence, Shape.List list, string path)
    {
        for (var i = 0; i < sequence.Items.Length; i++)
        {
            var item = sequence.Items[i];
            var itemPath = string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]");
            if (item is YamlNode.Scalar { IsNull: true })
            {
                faults.Add(item.At, itemPath, "The item is empty.", "Write it, or take the line out; the word null needs quotes.");
            }
            else
            {
                Check(item, list.Of, itemPath);
            }
        }

        if (sequence.Items.Length < list.Least)
        {
            faults.Add(sequence.At, path, "The list is empty.", "Write at least one.");
        }
    }

    private void CheckScalar(YamlNode.Scalar scalar, Shape shape, string path)
    {
        var text = scalar.Text;
        var (isWrong, noun, mend) = shape switch
        {
            Shape.Text { Form: { } form } => (!Matches(text, form), form.Noun, form.Mend),
            Shape.Word word => (!word.Words.Contains(text), word.Noun, $"Use one of: {string.Join(", ", word.Words)}."),
            Shape.WrittenLevel => (!Questions.WrittenLevel.TryParse(text, out _), "level", $"Use one of: {string.Join(", ", Questions.WrittenLevel.KnownWords)}."),
            Shape.Date => (!ScalarValue.TryDate(scalar, out _), "date", "Write year-month-day, such as 2026-05-31."),
            Shape.Whole whole => (!ScalarValue.TryWhole(scalar, out var number) || number < whole.Least || number > whole.Most, whole.Noun, string.Create(CultureInfo.InvariantCulture, $"Write a whole number from {whole.Least} to {whole.Most}, without quotes.")),
            Shape.Weight => (!ScalarValue.TryWeight(scalar, out _), "weight", "Write a finite number above 0, such as 2 or 0.5, without quotes."),
            Shape.Truth => (!ScalarValue.TryTruth(scalar, out _), "truth value", "Write true or false, without quotes."),
            _ => (false, "", ""),
        };

        if (text.Length == 0)
        {
            faults.Add(scalar.At, path, "The text is empty.", "Write it, or take the field out.");
        }
        else if (isWrong)
        {
            faults.Add(scalar.At, path, $"{Quote(text)} is no {noun}.", mend);
        }
        else if (shape is Shape.Text { Most: var most } && text.Length > most && CountCharacters(text) is var count && count > most)
        {
            faults.Add(scalar.At, path, $"The text has {Count(count)} characters; {Count(most)} are allowed.", "Shorten it.");
        }
    }

    private void AddMissing(int at, Shape.Fields shape, Field field, string prefix) =>
        faults.Add(at, prefix + field.Name, $"{char.ToUpperInvariant(shape.Noun[0])}{shape.Noun[1..]} needs the field \"{field.Name}\".", $"Add \"{field.Name}: …\".");

    private void AddWrongType(YamlNode node, string path, string wanted, string mend)
    {
        var found = node switch
        {
            YamlNode.Sequence => "a list",
            YamlNode.Mapping => "a mapping (name: value)",
            YamlNode.Scalar { Text: "" } => "nothing",
            _ => "a single value",
        };
        faults.Add(node.At, path, $"{wanted} here, but {found} stands here.", mend);
    }

    private void AddUnknownField(YamlEntry entry, Shape.Fields shape, string path)
    {
        if (faults.IsFull)
        {
            faults.AddMore();
            return;
        }

        var near = spelling.FindNearest(entry.Name, shape.All.Select(field => field.Name)) ?? (shape, entry.Name) switch
        {
            (_, "title" or "question") when shape == PackFormat.Question => "stem",
            (_, "name") when shape == PackFormat.Pack => "pack",
            (_, "pack" or "name") when shape == PackFormat.ExemplarsFile => "exemplarsOf",
            (_, "text" or "keyPoint" or "redFlag") when shape == PackFormat.CriterionWithExemplars => "criterion",
            _ => null,
        };
        faults.Add(
            entry.At,
            path,
            $"{Quote(entry.Name)} is no field of {shape.Noun}.",
            near is not null ? $"Did you mean \"{near}\"?" : $"The fields are: {Names(shape.All)}.");
    }

    private static string Names(IEnumerable<Field> fields) => string.Join(", ", fields.Select(field => field.Name));
}
