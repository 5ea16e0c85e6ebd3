using System.Text.Json;
using Bot.Core.Import.Yaml;
using Bot.Core.Questions;

namespace Bot.Core.Tests.Import.Yaml;

/// <summary>What is promised of the packs that come with the program: exemplars of every criterion, and labelled answers that fit the rubric.</summary>
public sealed class BundledExemplars
{
    private const int Fewest = 4;

    public static TheoryData<string> Packs => [.. PackFile.ListIn(Repository.PathTo("packs")).Select(pack => Path.GetFileNameWithoutExtension(pack.Path))];

    [Theory]
    [MemberData(nameof(Packs))]
    public void Every_criterion_has_enough_exemplars_and_none_on_both_sides(string name)
    {
        foreach (var question in Read(name))
        {
            foreach (var (text, exemplars) in Criteria(question.Rubric))
            {
                var place = $"{question.Key}: {text}";
                Assert.True(exemplars.Positive.Length >= Fewest && exemplars.Negative.Length >= Fewest, place);
                Assert.True(exemplars.Positive.Concat(exemplars.Negative).Distinct(StringComparer.OrdinalIgnoreCase).Count() == exemplars.Positive.Length + exemplars.Negative.Length, place);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Packs))]
    public void Every_labelled_answer_names_questions_and_criteria_of_the_pack(string name)
    {
        var rubrics = Read(name).ToDictionary(question => question.Key.SlugText, question => question.Rubric);
        var answered = new HashSet<string>();
        foreach (var line in File.ReadLines(Repository.PathTo("packs", $"{name}.answers.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            var answer = document.RootElement;
            var key = answer.GetProperty("question").GetString()!;
            Assert.True(rubrics.TryGetValue(key, out var rubric), key);
            Assert.False(string.IsNullOrWhiteSpace(answer.GetProperty("answer").GetString()), key);
            Assert.False(string.IsNullOrWhiteSpace(answer.GetProperty("kind").GetString()), key);
            AssertFits(answer, rubric, key);
            if (answer.TryGetProperty("second", out var second))
            {
                AssertFits(second, rubric, key);
            }

            answered.Add(key);
        }

        Assert.Equal(rubrics.Keys.Order(StringComparer.Ordinal), answered.Order(StringComparer.Ordinal));
    }

    private static void AssertFits(JsonElement label, Rubric rubric, string key)
    {
        foreach (var point in label.GetProperty("keyPoints").EnumerateObject())
        {
            Assert.True(rubric.KeyPoints.Any(known => known.Text == point.Name), $"{key}: {point.Name}");
            Assert.True(point.Value.GetString() is "covered" or "partly", $"{key}: {point.Name}");
        }

        foreach (var flag in label.GetProperty("redFlags").EnumerateArray())
        {
            Assert.True(rubric.RedFlags.Any(known => known.Text == flag.GetString()), $"{key}: {flag}");
        }
    }

    private static IEnumerable<(string Text, Exemplars Exemplars)> Criteria(Rubric rubric) =>
        rubric.KeyPoints.Select(point => (point.Text, point.Exemplars)).Concat(rubric.RedFlags.Select(flag => (flag.Text, flag.Exemplars)));

    private static IEnumerable<QuestionDraft> Read(string name)
    {
        var reading = PackFile.At(Repository.PathTo("packs", $"{name}.yaml")).Read();
        return reading is PackReading.Read read ? read.Pack.Questions : throw new InvalidOperationException(GivenYaml.Say(reading));
    }
}
