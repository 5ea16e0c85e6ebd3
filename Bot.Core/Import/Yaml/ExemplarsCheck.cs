using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Questions;
using static Bot.Core.Import.Yaml.FaultList;

namespace Bot.Core.Import.Yaml;

/// <summary>Compares a file of exemplars with the pack that it belongs to: every key and every criterion has to be one of the pack's.</summary>
/// <param name="pack">The pack's file, which has no fault.</param>
/// <param name="faults">Takes what is wrong with the file of exemplars.</param>
internal sealed class ExemplarsCheck(YamlFile pack, FaultList faults)
{
    private readonly Spelling spelling = new();
    private readonly PackName name = PackName.Parse(((YamlNode.Scalar)pack.Root!.Find("pack")!).Text);
    private readonly Dictionary<string, ImmutableArray<Criterion>> questions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> renamed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> holders = new(StringComparer.Ordinal);

    /// <summary>Checks a file of exemplars; what has not the right shape is left to <see cref="ShapeCheck"/>.</summary>
    public void Check(YamlNode.Mapping root)
    {
        if (root.Find("exemplarsOf") is YamlNode.Scalar { Text: var text } of && text != name.Value)
        {
            if (PackName.TryParse(text, out _))
            {
                faults.Add(of.At, "exemplarsOf", $"{Quote(text)} is another pack than \"{name}\", beside which the file lies.", $"Write \"{name}\", or name the file after the other pack's.");
            }

            return;
        }

        ReadPack();
        var seen = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        var items = Items(root, "questions");
        for (var i = 0; i < items.Length; i++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"questions[{i}]");
            if (items[i] is YamlNode.Mapping question && FindSlug(question.Find("key"), $"{path}.key") is { } slug)
            {
                var key = question.Find("key")!;
                if (!seen.TryAdd(slug, key))
                {
                    faults.Add(key.At, $"{path}.key", $"The question {Quote(slug)} stands here twice, first at {faults.Place(seen[slug].At)}.", "Put its criteria together.");
                }

                CheckCriteria(slug, Items(question, "criteria"), path);
            }
        }
    }

    private static ImmutableArray<YamlNode> Items(YamlNode.Mapping mapping, string field) => (mapping.Find(field) as YamlNode.Sequence)?.Items ?? [];

    private static string QuoteWhole(string text) => Quote(text, PackFormat.MostInCriterion);

    private static Criterion ReadCriterion(YamlNode node) => node is YamlNode.Mapping mapping
        ? new Criterion((YamlNode.Scalar)mapping.Find("text")!, mapping.Find("exemplars") is YamlNode.Mapping sentences && (!Items(sentences, "positive").IsEmpty || !Items(sentences, "negative").IsEmpty))
        : new Criterion((YamlNode.Scalar)node, HasExemplars: false);

    private void ReadPack()
    {
        foreach (var question in Items(pack.Root!, "questions").Cast<YamlNode.Mapping>())
        {
            var slug = Slug(question.Find("key")!);
            questions[slug] = [.. Items(question, "keyPoints").Concat(Items(question, "redFlags")).Select(ReadCriterion)];
            foreach (var former in Items(question, "formerKeys"))
            {
                renamed[Slug(former)] = slug;
            }

            foreach (var criterion in questions[slug])
            {
                holders.TryAdd(criterion.Text, slug);
            }
        }
    }

    private string Slug(YamlNode node) => QuestionKey.TryParse(((YamlNode.Scalar)node).Text, name, out var key) ? key.SlugText : "";

    /// <summary>Finds the question of the pack that a key names, and notes a key that names none.</summary>
    private string? FindSlug(YamlNode? node, string path)
    {
        if (node is not YamlNode.Scalar { Text: var text } || !QuestionKey.TryParse(text, name, out var key))
        {
            return null;
        }

        var slug = key.SlugText;
        if (key.Pack != name)
        {
            faults.Add(node.At, path, $"{Quote(text)} is a key of another pack than \"{name}\".", $"Write the key of a question of \"{name}\".");
        }
        else if (questions.ContainsKey(slug))
        {
            return slug;
        }
        else if (renamed.TryGetValue(slug, out var present))
        {
            faults.Add(node.At, path, $"{Quote(slug)} is a former key of {Quote(present)}.", $"Write {Quote(present)}.");
        }
        else if (faults.IsFull)
        {
            faults.AddMore();
        }
        else
        {
            var near = spelling.FindNearest(slug, questions.Keys);
            faults.Add(node.At, path, $"The pack \"{name}\" has no question {Quote(slug)}.", near is null ? "Write the key of one of its questions." : $"Did you mean {Quote(near)}?");
        }

        return null;
    }

    private void CheckCriteria(string slug, ImmutableArray<YamlNode> items, string path)
    {
        var known = questions[slug].ToLookup(criterion => criterion.Text, StringComparer.Ordinal);
        var seen = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        for (var i = 0; i < items.Length; i++)
        {
            if ((items[i] as YamlNode.Mapping)?.Find("criterion") is not YamlNode.Scalar { Text.Length: > 0 } criterion)
            {
                continue;
            }

            var place = string.Create(CultureInfo.InvariantCulture, $"{path}.criteria[{i}].criterion");
            if (!seen.TryAdd(criterion.Text, criterion))
            {
                faults.Add(criterion.At, place, $"{Quote(criterion.Text)} stands here twice, first at {faults.Place(seen[criterion.Text].At)}.", "Put its sentences together.");
                continue;
            }

            switch (known[criterion.Text].ToList())
            {
                case []:
                    AddUnknown(slug, criterion, place);
                    break;
                case [{ HasExemplars: true } one]:
                    faults.Add(criterion.At, place, $"{Quote(criterion.Text)} has exemplars in the pack itself, at {PlaceOf(one)}.", "Keep them in one of the two files.");
                    break;
                case [var one, var other, ..]:
                    faults.Add(criterion.At, place, $"{Quote(criterion.Text)} stands twice in the question, at {PlaceOf(one)} and {PlaceOf(other)}, so that it is open which is meant.", "Say one of them differently in the pack, or write the exemplars there.");
                    break;
                default:
                    break;
            }
        }
    }

    private void AddUnknown(string slug, YamlNode.Scalar criterion, string path)
    {
        if (faults.IsFull)
        {
            faults.AddMore();
            return;
        }

        var message = $"{QuoteWhole(criterion.Text)} is no key point or red flag of {Quote(slug)}.";
        if (holders.TryGetValue(criterion.Text, out var holder))
        {
            faults.Add(criterion.At, path, message, $"It is one of {Quote(holder)}: put it there.");
        }
        else if (spelling.FindNearest(criterion.Text, questions[slug].Select(known => known.Text)) is { } near)
        {
            faults.Add(criterion.At, path, message, $"Did you mean {QuoteWhole(near)}, at {PlaceOf(questions[slug].First(known => known.Text == near))}?");
        }
        else
        {
            faults.Add(criterion.At, path, message, $"Copy the text of one from {pack.Path}.");
        }
    }

    private string PlaceOf(Criterion criterion) => $"{pack.Path}:{pack.Faults.Place(criterion.Node.At)}";

    /// <summary>A criterion as the pack's file has it.</summary>
    private sealed record Criterion(YamlNode.Scalar Node, bool HasExemplars)
    {
        public string Text => Node.Text;
    }
}
