using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Bot.Core.Questions;

namespace Bot.Core.Import.Yaml;

/// <summary>Writes a pack as an author would: what is read back is the same pack.</summary>
public sealed partial class YamlPackWriter
{
    private readonly StringBuilder _yaml = new();
    private readonly PackName _pack;

    private YamlPackWriter(PackName pack) => _pack = pack;

    /// <summary>Writes a pack.</summary>
    /// <param name="pack">The pack.</param>
    /// <returns>YAML in the format that <see cref="YamlPackReader"/> reads; lines end with a line feed.</returns>
    public static string Write(PackDraft pack)
    {
        var writer = new YamlPackWriter(pack.Info.Name);
        writer.WriteInfo(pack.Info);
        writer.Each(0, "questions", pack.Questions, writer.WriteQuestion);
        return writer._yaml.ToString();
    }

    private void WriteInfo(PackInfo info)
    {
        Text(0, "pack", info.Name.Value);
        Text(0, "title", info.Title);
        Text(0, "description", info.Description);
        Text(0, "language", info.Language);
        Text(0, "licence", info.Licence);
        Raw(0, "asOf", info.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Texts(0, "audience", info.Audience);
        Each(0, "sources", info.Sources, source =>
        {
            Text(2, "title", source.Title);
            Text(2, "authors", source.Authors);
            Raw(2, "year", source.Year?.ToString(CultureInfo.InvariantCulture));
            Text(2, "url", source.Url);
        });
    }

    private void WriteQuestion(QuestionDraft question)
    {
        var material = question.Material;
        Text(2, "key", Key(question.Key));
        Texts(2, "formerKeys", [.. question.FormerKeys.Select(Key)]);
        Text(2, "stem", question.Stem);
        Texts(2, "sectionPath", question.Topic.Path);
        Text(2, "level", question.Level?.Written);
        Raw(2, "kind", question.Kind is { } kind ? PackFormat.Write(kind) : null);
        Raw(2, "frequency", question.Frequency is { } frequency ? PackFormat.Write(frequency) : null);
        Texts(2, "crossCutting", question.Topic.CrossCutting);
        Texts(2, "origins", material.Origins);
        Texts(2, "probes", material.Probes);
        Text(2, "shortAnswer", material.ShortAnswer);
        Each(2, "answerBlocks", material.AnswerBlocks, block =>
        {
            Text(4, "heading", block.Heading);
            Text(4, "text", block.Text);
            Texts(4, "items", block.Items);
        });
        Each(2, "keyPoints", question.Rubric.KeyPoints, WriteKeyPoint);
        Texts(2, "answerFramework", material.AnswerFramework);
        Each(2, "redFlags", question.Rubric.RedFlags, WriteRedFlag);
        Each(2, "followUps", material.FollowUps, followUp =>
        {
            Text(4, "text", followUp.Text);
            Raw(4, "level", followUp.Level?.ToString(CultureInfo.InvariantCulture));
            Text(4, "type", followUp.Type);
            Text(4, "answer", followUp.Answer);
            Raw(4, "generic", followUp.Generic ? "true" : null);
        });
        Each(2, "qaChain", material.QaChain, link =>
        {
            Text(4, "question", link.Question);
            Text(4, "answer", link.Answer);
        });
        Texts(2, "numbers", [.. question.Rubric.Numbers.Select(number => number.Text)]);
        Each(2, "weakStrong", material.WeakStrong, pair =>
        {
            Text(4, "weak", pair.Weak);
            Text(4, "strong", pair.Strong);
        });
        Text(2, "seniorStaffLens", material.SeniorStaffLens);
        Text(2, "workSample", material.WorkSample);
        Texts(2, "answerTemplate", material.AnswerTemplate);
        Text(2, "realWorldExample", material.RealWorldExample);
        Each(2, "bigWords", material.BigWords, word =>
        {
            Text(4, "term", word.Term);
            Text(4, "text", word.Text);
        });
        Texts(2, "furtherReading", material.FurtherReading);
        Texts(2, "modules", material.Modules);
        Texts(2, "proposedKeyPoints", material.ProposedKeyPoints);
    }

    private void WriteKeyPoint(KeyPoint point)
    {
        if (point == new KeyPoint { Text = point.Text })
        {
            Line(4, Scalar(4, point.Text));
            return;
        }

        Text(4, "text", point.Text);
        Raw(4, "weight", point.Weight == 1 ? null : point.Weight.ToString("R", CultureInfo.InvariantCulture));
        Raw(4, "generic", point.Generic ? "true" : null);
        WriteExemplars(point.Exemplars);
    }

    private void WriteRedFlag(RedFlag flag)
    {
        if (flag == new RedFlag { Text = flag.Text })
        {
            Line(4, Scalar(4, flag.Text));
            return;
        }

        Text(4, "text", flag.Text);
        Raw(4, "severity", flag.Severity == Severity.Major ? null : PackFormat.Write(flag.Severity));
        Raw(4, "sort", flag.Sort is { } sort ? PackFormat.Write(sort) : null);
        Raw(4, "generic", flag.Generic ? "true" : null);
        WriteExemplars(flag.Exemplars);
    }

    private void WriteExemplars(Exemplars exemplars)
    {
        if (exemplars != Exemplars.None)
        {
            Line(4, "exemplars:");
            Texts(6, "positive", exemplars.Positive);
            Texts(6, "negative", exemplars.Negative);
        }
    }

    private string Key(QuestionKey key) => key.Pack == _pack ? key.SlugText : key.ToString();

    private void Line(int indent, string text) => _yaml.Append(' ', indent).Append(text).Append('\n');

    private void Raw(int indent, string name, string? value)
    {
        if (value is not null)
        {
            Line(indent, $"{name}: {value}");
        }
    }

    private void Text(int indent, string name, string? value) => Raw(indent, name, value is null ? null : Scalar(indent, value));

    private void Texts(int indent, string name, IReadOnlyCollection<string> values)
    {
        if (values.Count > 0)
        {
            Line(indent, name + ":");
            foreach (var value in values)
            {
                Line(indent + 2, "- " + Scalar(indent + 2, value));
            }
        }
    }

    private void Each<T>(int indent, string name, IReadOnlyCollection<T> values, Action<T> write)
    {
        if (values.Count == 0)
        {
            return;
        }

        Line(indent, name + ":");
        foreach (var value in values)
        {
            // The fields are written two deeper than the dash, whose place the first one's indentation gives way to.
            var start = _yaml.Length;
            write(value);
            _yaml[start + indent] = '-';
        }
    }

    private static string Scalar(int indent, string value) =>
        Plain.IsMatch(value) && !value.Equals("null", StringComparison.OrdinalIgnoreCase) ? value
        : value.Contains('\n', StringComparison.Ordinal) && IsBlock(value)
            ? "|-\n" + string.Join('\n', value.Split('\n').Select(line => line.Length == 0 ? "" : new string(' ', indent + 2) + line))
        : Quote(value);

    private static bool IsBlock(string value) =>
        value[0] is not (' ' or '\n') && !value.EndsWith('\n') && !value.Contains("\n ", StringComparison.Ordinal) && value.All(c => c == '\n' || !IsSpecial(c));

    private static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                _ when IsSpecial(c) => text.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture)),
                _ => text.Append(c),
            };
        }

        return text.Append('"').ToString();
    }

    /// <summary>Tells whether a character would be lost, or taken for the end of a line, if it stood there as it is.</summary>
    private static bool IsSpecial(char c) => char.IsControl(c) || c is '\u0085' or '\u2028' or '\u2029' or '\uFEFF';

    // Nothing that YAML might take for anything but text: it begins with a letter, and has no colon, hash or bracket in it.
    [GeneratedRegex(@"\A[\p{L}]([\p{L}\p{N} .,;/()+=%'’–-]*[\p{L}\p{N}.)%])?\z")]
    private static partial Regex Plain { get; }
}
