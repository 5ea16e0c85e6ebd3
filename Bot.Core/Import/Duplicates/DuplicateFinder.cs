using System.Collections.Immutable;
using Bot.Core.Grading.Lexical;
using Bot.Core.Questions;

namespace Bot.Core.Import.Duplicates;

/// <summary>
/// Finds questions that ask the same, in one pack or across packs. Two that want one thing explained are alike whatever else they say. Else
/// what is asked is compared word by word, under one name for what has several, rare words counting more than common ones; then whether each
/// speaks of what the other asks, and what is answered. Tasks of different sorts about one thing (explain it, calculate it) stay apart.
/// </summary>
public static class DuplicateFinder
{
    private const double Same = 0.82;
    private const double Near = 0.58;

    // Two subjects of three words of which two are common.
    private const double OneSubject = 0.66;
    private const double OfOneSubject = 0.8;
    private const double OtherTask = 0.12;
    private const double UsualAnswer = 0.2;

    /// <summary>Finds the groups.</summary>
    /// <param name="questions">The questions of all packs that are compared.</param>
    /// <returns>The groups, the most alike first.</returns>
    public static ImmutableArray<DuplicateGroup> Find(IReadOnlyList<QuestionDraft> questions) =>
    [
        .. Join(questions.Count, FindPairs(questions))
            .Select(group => new DuplicateGroup(
                [.. group.Members.Select(member => questions[member].Key).OrderBy(key => key.ToString(), StringComparer.Ordinal)], KindOf(group.Score), group.Score))
            .OrderByDescending(group => group.Score)
            .ThenBy(group => group.Keys[0].ToString(), StringComparer.Ordinal),
    ];

    // The most alike first.
    private static ImmutableArray<DuplicatePair> FindPairs(IReadOnlyList<QuestionDraft> questions)
    {
        var names = Names();
        var asked = questions.Select(question => new AskedQuestion(question, names)).ToArray();
        var stems = new WordWeights(asked.Select(question => question.Stem.Keys));
        var vectors = asked.Select(question => stems.Weigh(question.Stem)).ToArray();
        var answers = new Lazy<WordWeights>(() => new WordWeights(asked.Select(question => question.Answer)));
        var pairs = ImmutableArray.CreateBuilder<DuplicatePair>();
        foreach (var (one, other) in Candidates(vectors))
        {
            if (AreOfOneKind(asked[one].Kind, asked[other].Kind) && Score(one, other) is >= Near and var score)
            {
                pairs.Add(new DuplicatePair(one, other, KindOf(score), Math.Round(Math.Min(score, 1), 3)));
            }
        }

        pairs.Sort((one, other) => (-one.Score, one.One, one.Other).CompareTo((-other.Score, other.One, other.Other)));
        return pairs.ToImmutable();

        double Score(int one, int other)
        {
            var words = WordWeights.Alike(vectors[one], vectors[other]);
            var (first, second) = (asked[one].Subject, asked[other].Subject);
            if (first.Alike(second) >= OneSubject)
            {
                return OfOneSubject + ((1 - OfOneSubject) * words);
            }

            var score = (words / 2) + (Lead(one, other) / 4);
            score -= (first.Task is AskedTask.Explain && second.Task is AskedTask.Explain) || (first.Task is AskedTask.Compare) != (second.Task is AskedTask.Compare) ? OtherTask : 0;

            // What is said of the answers changes it by so much at most; most pairs are out of reach, and their answers are never read.
            if (score < Near - 0.65)
            {
                return 0;
            }

            score += Math.Sqrt(Covered(one, other) * Covered(other, one)) / 4;
            return score < Near - 0.4 || !asked[one].HasAnswer || !asked[other].HasAnswer
                ? score
                : score + ((answers.Value.Alike(asked[one].Answer, asked[other].Answer) - UsualAnswer) / 2);
        }

        double Lead(int one, int other) => Math.Sqrt(LeadIn(one, other) * LeadIn(other, one));

        double LeadIn(int one, int other)
        {
            var (all, common) = (0.0, 0.0);
            foreach (var (word, weight) in vectors[one].Where(pair => asked[one].Stem[pair.Key] >= 1))
            {
                all += weight;
                common += weight * asked[other].Stem.GetValueOrDefault(word);
            }

            return all > 0 ? common / all : 0;
        }

        double Covered(int one, int other)
        {
            var (all, common) = (0.0, 0.0);
            foreach (var (word, weight) in vectors[one])
            {
                all += weight;
                common += asked[other].All.Contains(word) ? weight : 0;
            }

            return all > 0 ? common / all : 0;
        }
    }

    private static DuplicateKind KindOf(double score) => score >= Same ? DuplicateKind.Same : DuplicateKind.Near;

    private static Thesaurus Names()
    {
        var assembly = typeof(DuplicateFinder).Assembly;
        using var grader = new StreamReader(assembly.GetManifestResourceStream("Bot.Core.Grading.synonyms.txt")!);
        using var own = new StreamReader(assembly.GetManifestResourceStream("Bot.Core.Import.Duplicates.names.txt")!);
        using var both = new StringReader($"{grader.ReadToEnd()}\n{own.ReadToEnd()}");
        return Thesaurus.Read(both);
    }

    private static bool AreOfOneKind(Kind? one, Kind? other) =>
        one is null || other is null || one == other || (one is Kind.Conceptual or Kind.Tradeoff && other is Kind.Conceptual or Kind.Tradeoff);

    /// <summary>Lists the pairs that share a word which fewer than an eighth of the questions, or forty of them, have.</summary>
    private static IEnumerable<(int One, int Other)> Candidates(Dictionary<string, double>[] vectors)
    {
        var most = Math.Max(40, vectors.Length / 8);
        var holders = vectors.Index().SelectMany(pair => pair.Item.Keys.Select(word => (word, pair.Index))).ToLookup(pair => pair.word, pair => pair.Index);
        return holders.Where(group => group.Count() <= most)
            .SelectMany(group => from one in @group from other in @group where one < other select (one, other))
            .Distinct();
    }

    /// <summary>Joins pairs to groups by their strongest links; a question joins a group, and a group another, only where it is like most of it.</summary>
    private static IEnumerable<(List<int> Members, double Score)> Join(int count, ImmutableArray<DuplicatePair> pairs)
    {
        var groups = new List<(List<int> Members, double Score)>();
        var groupOf = new int?[count];
        var alike = pairs.SelectMany(pair => new[] { (pair.One, pair.Other), (pair.Other, pair.One) }).ToHashSet();
        foreach (var (one, other, _, score) in pairs)
        {
            switch (groupOf[one], groupOf[other])
            {
                case (null, null):
                    (groupOf[one], groupOf[other]) = (groups.Count, groups.Count);
                    groups.Add(([one, other], score));
                    break;
                case ({ } first, { } second):
                    if (first != second && Links(groups[first].Members, groups[second].Members) * 2 > groups[first].Members.Count * groups[second].Members.Count)
                    {
                        groups[second].Members.ForEach(member => groupOf[member] = first);
                        groups[first].Members.AddRange(groups[second].Members);
                        groups[first] = groups[first] with { Score = score };
                        groups[second].Members.Clear();
                    }

                    break;
                default:
                    var at = (groupOf[one] ?? groupOf[other])!.Value;
                    var newcomer = groupOf[one] is null ? one : other;
                    if (Links(groups[at].Members, [newcomer]) * 2 > groups[at].Members.Count)
                    {
                        groupOf[newcomer] = at;
                        groups[at].Members.Add(newcomer);
                        groups[at] = groups[at] with { Score = score };
                    }

                    break;
            }
        }

        return groups.Where(group => group.Members.Count > 0);

        int Links(List<int> some, List<int> others) => some.Sum(one => others.Count(other => alike.Contains((one, other))));
    }

    /// <summary>Two questions that seem to ask one thing.</summary>
    /// <param name="One">The place of one in the list that was compared.</param>
    /// <param name="Other">The place of the other, greater than the first.</param>
    /// <param name="Kind">How alike they are.</param>
    /// <param name="Score">How alike they are, from 0 to 1.</param>
    private sealed record DuplicatePair(int One, int Other, DuplicateKind Kind, double Score);
}
