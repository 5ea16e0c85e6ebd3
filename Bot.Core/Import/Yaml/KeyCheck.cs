using System.Globalization;
using Bot.Core.Questions;
using static Bot.Core.Import.Yaml.FaultList;

namespace Bot.Core.Import.Yaml;

/// <summary>Checks what no single field shows: that every key of a file, present or former, names one question of its own pack.</summary>
internal sealed class KeyCheck(FaultList faults)
{
    private readonly Dictionary<string, YamlNode> current = new(StringComparer.Ordinal);
    private readonly Dictionary<string, YamlNode> former = new(StringComparer.Ordinal);
    private PackName? pack;

    /// <summary>Checks the keys of a pack; what has no key's form is left to <see cref="ShapeCheck"/>.</summary>
    public void Check(YamlNode.Mapping root)
    {
        _ = PackName.TryParse((root.Find("pack") as YamlNode.Scalar)?.Text, out pack);
        var questions = (root.Find("questions") as YamlNode.Sequence)?.Items ?? [];
        for (var i = 0; i < questions.Length; i++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"questions[{i}].key");
            if (questions[i] is YamlNode.Mapping question && Slug(question.Find("key"), path) is { } slug && !current.TryAdd(slug, question.Find("key")!))
            {
                faults.Add(question.Find("key")!.At, path, $"{Quote(slug)} is also the key of the question at {Place(current[slug])}.", "Give one of them another key.");
            }
        }

        for (var i = 0; i < questions.Length; i++)
        {
            var keys = ((questions[i] as YamlNode.Mapping)?.Find("formerKeys") as YamlNode.Sequence)?.Items ?? [];
            for (var j = 0; j < keys.Length; j++)
            {
                CheckFormer(keys[j], string.Create(CultureInfo.InvariantCulture, $"questions[{i}].formerKeys[{j}]"));
            }
        }
    }

    private void CheckFormer(YamlNode node, string path)
    {
        if (Slug(node, path) is not { } slug)
        {
            return;
        }

        if (current.TryGetValue(slug, out var holder))
        {
            faults.Add(node.At, path, $"{Quote(slug)} is still the key of the question at {Place(holder)}.", "Take it out of the former keys, or rename that question.");
        }

        if (!former.TryAdd(slug, node))
        {
            faults.Add(node.At, path, $"{Quote(slug)} is a former key already at {Place(former[slug])}.", "Keep it where it belongs.");
        }
    }

    private string Place(YamlNode node) => faults.Place(node.At);

    /// <summary>Gets the part of a key behind the pack's name, and notes a key that names another pack.</summary>
    private string? Slug(YamlNode? node, string path)
    {
        if (node is not YamlNode.Scalar { Text: var text } || !QuestionKey.TryParse(text, pack ?? AnyPack, out var key))
        {
            return null;
        }

        if (pack is not null && key.Pack != pack)
        {
            faults.Add(node.At, path, $"{Quote(text)} is a key of another pack than \"{pack}\".", $"Write \"{key.SlugText}\".");
            return null;
        }

        return key.SlugText;
    }

    private static PackName AnyPack { get; } = PackName.Parse("pack");
}
