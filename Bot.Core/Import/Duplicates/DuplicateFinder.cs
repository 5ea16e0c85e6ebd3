using System.Collections.Immutable;
using Bot.Core.Questions;

namespace Bot.Core.Import.Duplicates;

/// <summary>
/// Finds questions that ask the same, in one pack or across packs. What is asked is compared word by word, rare words counting more than
/// common ones; where that leaves doubt, what is answered decides. Tasks of different kinds about one thing (explain it, calculate it) stay apart.
/// </summary>
public static class DuplicateFinder
{
    private const double Same = 0.82;
    private const double Near = 0.52;
    private const double Doubtful = 0.4;
    private const double AnswersAlike = 0.35;

    /// <summary>Finds the groups.</summary>
    /// <param name="questions">The questions of all packs that are compared.</param>
    /// <returns>The groups, the most alike first.</returns>
    public static ImmutableArray<DuplicateGroup> Find(IReadOnlyList<QuestionDraft> questions)
    {
        var stems = Vectors([.. questions.Select(question => question.Stem)]);
        var answers = Vectors([.. questions.Select(AnswerOf)]);
        var pairs = new List<(int One, int Other, double Score)>();
        foreach (var (one, other) in Candidates(stems))
        {
            var score = Alike(stems[one], stems[other]);
            if (score >= Doubtful && AreOfOneKind(questions[one], questions[other]) && (score >= Near || Alike(answers[one], answers[other]) >= AnswersAlike))
            {
                pairs.Add((one, other, score));
            }
        }

        return
        [
            .. Join(questions.Count, pairs)
                .Select(group => new DuplicateGroup(
                    [.. group.Members.Select(member => questions[member].Key).OrderBy(key => key.ToString(), StringComparer.Ordinal)],
                    group.Score >= Same ? DuplicateKind.Same : DuplicateKind.Near,
                    Math.Round(group.Score, 3)))
                .OrderByDescending(group => group.Score)
                .ThenBy(group => group.Keys[0].ToString(), StringComparer.Ordinal),
        ];
    }

    private static bool AreOfOneKind(QuestionDraft one, QuestionDraft other) =>
        one.Kind is null || other.Kind is null || one.Kind == other.Kind || (one.Kind is Kind.Conceptual or Kind.Tradeoff && other.Kind is Kind.Conceptual or Kind.Tradeoff);

    private static string AnswerOf(QuestionDraft question) => string.Join(
        '\n',
        [
            .. question.Rubric.KeyPoints.Where(point => !point.Generic).Select(point => point.Text),
            question.Material.ShortAnswer ?? "",
            .. question.Material.AnswerBlocks.SelectMany(block => block.Items.Append(block.Text ?? "")),
        ]);

    /// <summary>Lists the pairs that share a word which fewer than a tenth of the questions, or forty of them, have.</summary>
    private static IEnumerable<(int One, int Other)> Candidates(Dictionary<string, double>[] vectors)
    {
        var most = Math.Max(40, vectors.Length / 10);
        var holders = vectors.Index().SelectMany(pair => pair.Item.Keys.Select(word => (word, pair.Index))).ToLookup(pair => pair.word, pair => pair.Index);
        return holders.Where(group => group.Count() <= most)
            .SelectMany(group => from one in @group from other in @group where one < other select (one, other))
            .Distinct();
    }

    /// <summary>Joins pairs to groups by their strongest links; a question joins a group only where it is like most of it.</summary>
    private static IEnumerable<(List<int> Members, double Score)> Join(int count, List<(int One, int Other, double Score)> pairs)
    {
        var groups = new List<(List<int> Members, double Score)>();
        var groupOf = new int?[count];
        var alike = pairs.SelectMany(pair => new[] { (pair.One, pair.Other), (pair.Other, pair.One) }).ToHashSet();
        foreach (var (one, other, score) in pairs.OrderByDescending(pair => pair.Score))
        {
            switch (groupOf[one], groupOf[other])
            {
                case (null, null):
                    (groupOf[one], groupOf[other]) = (groups.Count, groups.Count);
                    groups.Add(([one, other], score));
                    break;
                case (not null, not null):
                    break;
                default:
                    var at = (groupOf[one] ?? groupOf[other])!.Value;
                    var newcomer = groupOf[one] is null ? one : other;
                    if (groups[at].Members.Count(member => alike.Contains((member, newcomer))) * 2 > groups[at].Members.Count)
                    {
                        groupOf[newcomer] = at;
                        groups[at].Members.Add(newcomer);
                        groups[at] = groups[at] with { Score = score };
                    }

                    break;
            }
        }

        return groups;
    }

    /// <summary>Gives each text the weights of its words, of length 1 together.</summary>
    private static Dictionary<string, double>[] Vectors(string[] texts)
    {
        var words = texts.Select(ContentWords.Of).ToArray();
        var counts = words.SelectMany(set => set).CountBy(word => word).ToDictionary();
        return
        [
            .. words.Select(set =>
            {
                var weights = set.ToDictionary(word => word, word => Math.Log(1 + ((double)texts.Length / counts[word])));
                var length = Math.Sqrt(weights.Values.Sum(weight => weight * weight));
                return weights.ToDictionary(pair => pair.Key, pair => pair.Value / length);
            }),
        ];
    }

    private static double Alike(Dictionary<string, double> one, Dictionary<string, double> other) =>
        one.Sum(pair => other.TryGetValue(pair.Key, out var weight) ? pair.Value * weight : 0);
}
