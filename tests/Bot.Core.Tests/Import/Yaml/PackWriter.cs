using System.Globalization;
using System.Text;
using Bot.Core.Import.Yaml;
using Bot.Core.Questions;

namespace Bot.Core.Tests.Import.Yaml;

/// <summary>
/// Writes a pack as YAML, in one of several hands: texts plain where they can be, between single or double quotes, or as blocks;
/// criteria short where they can be; keys with or without the pack's name.
/// </summary>
internal sealed class PackWriter(int hand)
{
    private readonly StringBuilder yaml = new();
    private uint style = (uint)hand;

    public string Write(PackDraft pack)
    {
        var info = pack.Info;
        Text(0, "pack", info.Name.Value);
        Text(0, "title", info.Title);
        Text(0, "description", info.Description);
        Text(0, "language", info.Language);
        Text(0, "licence", info.Licence);
        Text(0, "asOf", info.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Texts(0, "audience", info.Audience);
        Each(0, "sources", info.Sources, source =>
        {
            Text(2, "title", source.Title);
            Text(2, "authors", source.Authors);
            Raw(2, "year", source.Year?.ToString(CultureInfo.InvariantCulture));
            Text(2, "url", source.Url);
        });
        Each(0, "questions", pack.Questions, Question);
        return yaml.ToString();
    }

    /// <summary>Writes the exemplars of a pack as a file of their own; at least one criterion has some.</summary>
    public string WriteExemplars(PackDraft pack)
    {
        Text(0, "exemplarsOf", pack.Info.Name.Value);
        Each(0, "questions", [.. pack.Questions.Where(question => WithExemplars(question.Rubric).Length > 0)], question =>
        {
            Text(2, "key", Key(question.Key));
            Each(2, "criteria", WithExemplars(question.Rubric), criterion =>
            {
                Text(4, "criterion", criterion.Text);
                Texts(4, "positive", criterion.Exemplars.Positive);
                Texts(4, "negative", criterion.Exemplars.Negative);
            });
        });
        return yaml.ToString();
    }

    private static (string Text, Exemplars Exemplars)[] WithExemplars(Rubric rubric) =>
    [
        .. rubric.KeyPoints.Select(point => (point.Text, point.Exemplars))
            .Concat(rubric.RedFlags.Select(flag => (flag.Text, flag.Exemplars)))
            .Where(criterion => criterion.Exemplars != Core.Questions.Exemplars.None),
    ];

    private void Question(QuestionDraft question)
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
        Each(2, "keyPoints", question.Rubric.KeyPoints, point =>
        {
            Text(4, "text", point.Text);
            Raw(4, "weight", point.Weight == 1 ? null : point.Weight.ToString(CultureInfo.InvariantCulture));
            Raw(4, "generic", point.Generic ? "true" : null);
            Exemplars(point.Exemplars);
        });
        Texts(2, "answerFramework", material.AnswerFramework);
        Each(2, "redFlags", question.Rubric.RedFlags, flag =>
        {
            Text(4, "text", flag.Text);
            Raw(4, "severity", flag.Severity == Severity.Major ? null : PackFormat.Write(flag.Severity));
            Raw(4, "sort", flag.Sort is { } sort ? PackFormat.Write(sort) : null);
            Raw(4, "generic", flag.Generic ? "true" : "false");
            Exemplars(flag.Exemplars);
        });
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

    private void Exemplars(Exemplars exemplars)
    {
        if (exemplars != Core.Questions.Exemplars.None)
        {
            Line(4, "exemplars:");
            Texts(6, "positive", exemplars.Positive);
            Texts(6, "negative", exemplars.Negative);
        }
    }

    private string Key(QuestionKey key) => Choose(2) == 0 ? key.SlugText : key.ToString();

    private void Line(int indent, string text) => yaml.Append(' ', indent).Append(text).Append('\n');

    private void Raw(int indent, string name, string? value)
    {
        if (value is not null)
        {
            Line(indent, $"{name}: {value}");
        }
        else if (Choose(8) == 0)
        {
            Line(indent, $"{name}: {(Choose(2) == 0 ? "~" : "")}");
        }
    }

    private void Text(int indent, string name, string? value) => Raw(indent, name, value is null ? null : Scalar(indent, value));

    private void Texts(int indent, string name, ICollection<string> values)
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

    private void Each<T>(int indent, string name, ICollection<T> values, Action<T> write)
    {
        if (values.Count > 0)
        {
            Line(indent, name + ":");
            foreach (var value in values)
            {
                // The fields are written two deeper than the dash, whose place the first one's indentation gives way to.
                var start = yaml.Length;
                write(value);
                yaml[start + indent] = '-';
            }
        }
    }

    private string Scalar(int indent, string value)
    {
        var isSimple = value.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '.' or '/' or '-') && char.IsAsciiLetterOrDigit(value[0]) && !value.Equals("null", StringComparison.OrdinalIgnoreCase);
        return Choose(4) switch
        {
            0 when isSimple => value,
            1 when !value.Contains('\n', StringComparison.Ordinal) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'",
            2 when value[0] != ' ' && !value.Contains("\n ", StringComparison.Ordinal) => "|-\n" + string.Join('\n', value.Split('\n').Select(line => line.Length == 0 ? "" : new string(' ', indent + 2) + line)),
            _ => $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"",
        };
    }

    /// <summary>Chooses a way of writing, always the same ones for the same hand.</summary>
    private int Choose(int ways)
    {
        style = unchecked((style * 1664525) + 1013904223);
        return (int)((style >> 16) % ways);
    }
}
