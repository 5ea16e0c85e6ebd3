using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bot.Core.Import.Drafting;
using Bot.Core.Import.Informal;
using Bot.Core.Import.Lines;
using Bot.Core.Questions;

namespace Bot.Core.Import.Tables;

/// <summary>
/// A question as cells of text. A list stands one entry a line; where entries have more than a text, or lines in themselves, the cell is
/// a JSON array. What is written here is read back the same.
/// </summary>
internal static partial class QuestionCells
{
    /// <summary>Writes a question; a column without anything is left out.</summary>
    public static IReadOnlyDictionary<QuestionColumn, string> Write(QuestionDraft question)
    {
        var material = question.Material;
        var cells = new (QuestionColumn Column, string? Cell)[]
        {
            (QuestionColumn.Key, question.Key.ToString()),
            (QuestionColumn.FormerKeys, List(question.FormerKeys.Select(key => key.ToString()))),
            (QuestionColumn.Stem, question.Stem),
            (QuestionColumn.SectionPath, question.Topic.Path.Any(name => Path.IsMatch(name)) ? Json.Write(question.Topic.Path) : List(question.Topic.Path)),
            (QuestionColumn.Level, question.Level?.Written),
            (QuestionColumn.Kind, question.Kind is { } kind ? Core.Words.Of(kind) : null),
            (QuestionColumn.Frequency, question.Frequency is { } frequency ? Core.Words.Of(frequency) : null),
            (QuestionColumn.CrossCutting, List(question.Topic.CrossCutting)),
            (QuestionColumn.Origins, List(material.Origins)),
            (QuestionColumn.Probes, List(material.Probes)),
            (QuestionColumn.ShortAnswer, material.ShortAnswer),
            (QuestionColumn.AnswerBlocks, Records(material.AnswerBlocks)),
            (QuestionColumn.KeyPoints, List(question.Rubric.KeyPoints, point => point == new KeyPoint { Text = point.Text } ? point.Text : null)),
            (QuestionColumn.AnswerFramework, List(material.AnswerFramework)),
            (QuestionColumn.RedFlags, List(question.Rubric.RedFlags, flag => flag == new RedFlag { Text = flag.Text } ? flag.Text : null)),
            (QuestionColumn.FollowUps, List(material.FollowUps, followUp => followUp == new FollowUp { Text = followUp.Text } ? followUp.Text : null)),
            (QuestionColumn.QaChain, Records(material.QaChain)),
            (QuestionColumn.Numbers, List(question.Rubric.Numbers.Select(number => number.Text))),
            (QuestionColumn.WeakStrong, Records(material.WeakStrong)),
            (QuestionColumn.SeniorStaffLens, material.SeniorStaffLens),
            (QuestionColumn.WorkSample, material.WorkSample),
            (QuestionColumn.AnswerTemplate, List(material.AnswerTemplate)),
            (QuestionColumn.RealWorldExample, material.RealWorldExample),
            (QuestionColumn.BigWords, Records(material.BigWords)),
            (QuestionColumn.FurtherReading, List(material.FurtherReading)),
            (QuestionColumn.Modules, List(material.Modules)),
            (QuestionColumn.ProposedKeyPoints, List(material.ProposedKeyPoints)),
        };
        return cells.Where(pair => pair.Cell is not null).ToDictionary(pair => pair.Column, pair => pair.Cell!);
    }

    /// <summary>Reads a cell into a question. A cell that is not what its column wants is read as text, and nothing of it is lost.</summary>
    public static void Read(QuestionSketch question, QuestionColumn column, string cell, int line)
    {
        cell = cell.Trim();
        if (cell.Length == 0)
        {
            return;
        }

        switch (column)
        {
            case QuestionColumn.Key:
                question.Key = cell;
                break;
            case QuestionColumn.FormerKeys:
                question.FormerKeys.AddRange(Texts(cell));
                break;
            case QuestionColumn.Stem:
                question.Title = question.Title is null ? cell : $"{question.Title}\n{cell}";
                break;
            case QuestionColumn.SectionPath:
                question.SectionPath = [.. Texts(cell).SelectMany(name => cell.StartsWith('[') ? [name] : Path.Split(name)).Select(name => name.Trim()).Where(name => name.Length > 0)];
                break;
            case QuestionColumn.Level:
                ReadLevel(question, cell, line);
                break;
            case QuestionColumn.Kind when TaggedListReader.KindOf(cell) is { } kind:
                question.Kind = kind;
                break;
            case QuestionColumn.Frequency when Core.Words.TryParse(cell, out Frequency frequency):
                question.Frequency = frequency;
                break;
            case QuestionColumn.Kind or QuestionColumn.Frequency:
                question.CrossCutting.Add(cell);
                question.Warn(line, "unknown-tag", $"{FoundText.Quote(cell)} is no {ColumnNames.Of(column)}; it was kept as a topic.");
                break;
            case QuestionColumn.ShortAnswer:
                question.ShortAnswer = new Point(question.ShortAnswer is { } before ? $"{before.Text}\n{cell}" : cell, line);
                break;
            case QuestionColumn.SeniorStaffLens:
                question.Lens = cell;
                break;
            case QuestionColumn.WorkSample:
                question.WorkSample = cell;
                break;
            case QuestionColumn.RealWorldExample:
                question.Example = cell;
                break;
            default:
                ReadList(question, column, cell, line);
                break;
        }
    }

    /// <summary>Reads a written level; words of quizzes are put on our scale.</summary>
    public static void ReadLevel(QuestionSketch question, string word, int line)
    {
        question.Level = word.Trim().ToLowerInvariant() switch
        {
            "easy" or "beginner" or "junior" or "basic" => "core",
            "medium" or "moderate" => "intermediate",
            "hard" or "difficult" => "advanced",
            _ => word.Trim(),
        };
        if (!WrittenLevel.TryParse(question.Level, out _))
        {
            question.Warn(line, "unknown-level", $"{FoundText.Quote(word)} is no level that is known; it was kept as a topic.");
            question.CrossCutting.Add(word.Trim());
            question.Level = null;
        }
    }

    private static void ReadList(QuestionSketch question, QuestionColumn column, string cell, int line)
    {
        var points = () => Texts(cell).Select(text => new Point(text, line));
        switch (column)
        {
            case QuestionColumn.CrossCutting:
                question.CrossCutting.AddRange(question.IsOurs ? Texts(cell) : Texts(cell).SelectMany(text => text.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));
                break;
            case QuestionColumn.Origins:
                question.Origins.AddRange(Texts(cell));
                break;
            case QuestionColumn.Probes:
                question.Probes.AddRange(points());
                break;
            case QuestionColumn.AnswerFramework:
                question.Framework.AddRange(points());
                break;
            case QuestionColumn.AnswerTemplate:
                question.Template.AddRange(Texts(cell));
                break;
            case QuestionColumn.Numbers:
                question.Numbers.AddRange(Texts(cell));
                break;
            case QuestionColumn.FurtherReading:
                question.FurtherReading.AddRange(Texts(cell));
                break;
            case QuestionColumn.Modules:
                question.Modules.AddRange(Texts(cell));
                break;
            case QuestionColumn.ProposedKeyPoints:
                question.Proposed.AddRange(Texts(cell));
                break;
            case QuestionColumn.KeyPoints:
                question.KeyPoints.AddRange(TryRecords<KeyPoint>(cell) is { } full ? full.Select(Sound).Select(point => new Point(point.Text, line) { KeyPoint = point, Generic = point.Generic }) : points());
                break;
            case QuestionColumn.RedFlags:
                question.RedFlags.AddRange(TryRecords<RedFlag>(cell) is { } flags ? flags.Select(Sound).Select(flag => new Point(flag.Text, line) { RedFlag = flag, Generic = flag.Generic }) : points());
                break;
            case QuestionColumn.FollowUps:
                question.FollowUps.AddRange(TryRecords<FollowUp>(cell) is { } followUps
                    ? followUps.Where(followUp => followUp.Text is not null).Select(followUp => new FollowUpSketch(followUp.Text, line) { Level = followUp.Level, Type = followUp.Type, Answer = followUp.Answer, Text = { Generic = followUp.Generic } })
                    : Texts(cell).Select(text => new FollowUpSketch(text, line)));
                break;
            case QuestionColumn.QaChain when TryRecords<QuestionAndAnswer>(cell) is { } chain:
                question.QaChain.AddRange(chain.Where(pair => pair is { Question: not null, Answer: not null }));
                break;
            case QuestionColumn.WeakStrong when TryRecords<WeakStrong>(cell) is { } pairs:
                question.WeakStrong.AddRange(pairs);
                break;
            case QuestionColumn.BigWords when TryRecords<BigWord>(cell) is { } words:
                question.BigWords.AddRange(words.Where(word => word is { Term: not null, Text: not null }));
                break;
            case QuestionColumn.AnswerBlocks when TryRecords<AnswerBlock>(cell) is { } blocks:
                foreach (var found in blocks)
                {
                    var block = question.AddBlock(found.Heading, line);
                    block.Text = found.Text;
                    block.Items.AddRange(found.Items.IsDefault ? [] : found.Items.Where(item => item is not null));
                }

                break;
            default:
                question.AddBlock(column == QuestionColumn.AnswerBlocks ? null : ColumnNames.Of(column), line).Text = cell;
                break;
        }
    }

    private static IReadOnlyList<string> Texts(string cell)
    {
        if (cell.StartsWith('[') && Parse<string>(cell) is { } texts)
        {
            return [.. texts.Where(text => text is not null)];
        }

        return [.. cell.Split('\n').Select(text => Bullet.Replace(text, "").Trim()).Where(text => text.Length > 0)];
    }

    private static ImmutableArray<T>? TryRecords<T>(string cell)
        where T : class => cell.StartsWith("[{", StringComparison.Ordinal) && Parse<T>(cell) is { } records ? [.. records.Where(record => record is not null)] : null;

    private static ImmutableArray<T>? Parse<T>(string cell)
    {
        try
        {
            return JsonSerializer.Deserialize<ImmutableArray<T>>(cell, Json.Columns) is { IsDefault: false } found ? found : null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return null;
        }
    }

    private static KeyPoint Sound(KeyPoint point) => point with { Exemplars = Sound(point.Exemplars) };

    private static RedFlag Sound(RedFlag flag) => flag with { Exemplars = Sound(flag.Exemplars) };

    private static Exemplars Sound(Exemplars? exemplars)
    {
        var (positive, negative) = (Sound(exemplars?.Positive), Sound(exemplars?.Negative));
        return positive.IsEmpty && negative.IsEmpty ? Exemplars.None : new Exemplars { Positive = positive, Negative = negative };
    }

    private static ImmutableArray<string> Sound(ImmutableArray<string>? texts) =>
        texts is { IsDefault: false } found ? [.. found.Where(text => text is not null).Select(FoundText.Tidy).Where(text => text.Length > 0)] : [];

    private static string? List(IEnumerable<string> texts) => List(texts.ToImmutableArray(), text => text);

    private static string? List<T>(ImmutableArray<T> values, Func<T, string?> simple)
    {
        var texts = values.Select(simple).ToList();
        return texts.Count == 0 ? null
            : texts.TrueForAll(text => text is not null && IsPlain(text)) ? string.Join('\n', texts)
            : Json.Write(values);
    }

    private static string? Records<T>(ImmutableArray<T> values) => values.IsEmpty ? null : Json.Write(values);

    private static bool IsPlain(string text) => text.Length > 0 && text.Trim() == text && text[0] != '[' && !text.Contains('\n', StringComparison.Ordinal) && !Bullet.IsMatch(text);

    [GeneratedRegex(@"^\s*(?:[-*+•]|\d{1,3}[.)])\s+")]
    private static partial Regex Bullet { get; }

    [GeneratedRegex(@"(?<!\s)\s+[>›/]\s+|::")]
    private static partial Regex Path { get; }
}
