using System.Collections.Immutable;
using Bot.Core.Questions;
using static Bot.Core.Import.Yaml.YamlNode;

namespace Bot.Core.Import.Yaml;

/// <summary>Makes the pack of a file in which no fault was found, and of the file of exemplars beside it, if there is one.</summary>
internal static class PackBuilder
{
    public static PackDraft Build(Mapping root, Mapping? exemplars)
    {
        var name = PackName.Parse(Need(root, "pack"));
        var info = new PackInfo
        {
            Name = name,
            Title = Need(root, "title"),
            Description = Text(root, "description"),
            Language = Text(root, "language") ?? "en",
            Licence = Text(root, "licence"),
            AsOf = root.Find("asOf") is Scalar asOf && ScalarValue.TryDate(asOf, out var day) ? day : null,
            Audience = Texts(root, "audience"),
            Sources = Each(root, "sources", source => new PackSource
            {
                Title = Need(source, "title"),
                Authors = Text(source, "authors"),
                Year = Whole(source, "year"),
                Url = Text(source, "url"),
            }),
        };
        var questions = Each(root, "questions", question => BuildQuestion(name, question));
        return new PackDraft(info, exemplars is null ? questions : AddExemplars(name, questions, exemplars));
    }

    private static ImmutableArray<QuestionDraft> AddExemplars(PackName pack, ImmutableArray<QuestionDraft> questions, Mapping root)
    {
        var found = Each(root, "questions", question => question).ToDictionary(
            question => Key(pack, Need(question, "key")),
            question => Each(question, "criteria", criterion => criterion).ToDictionary(criterion => Need(criterion, "criterion"), BuildSentences));
        return [.. questions.Select(question => found.TryGetValue(question.Key, out var criteria) ? question with { Rubric = AddExemplars(question.Rubric, criteria) } : question)];
    }

    private static Rubric AddExemplars(Rubric rubric, Dictionary<string, Exemplars> criteria) => rubric with
    {
        KeyPoints = [.. rubric.KeyPoints.Select(point => criteria.TryGetValue(point.Text, out var exemplars) ? point with { Exemplars = exemplars } : point)],
        RedFlags = [.. rubric.RedFlags.Select(flag => criteria.TryGetValue(flag.Text, out var exemplars) ? flag with { Exemplars = exemplars } : flag)],
    };

    private static QuestionDraft BuildQuestion(PackName pack, Mapping question) => new()
    {
        Key = Key(pack, Need(question, "key")),
        FormerKeys = [.. Texts(question, "formerKeys").Select(key => Key(pack, key))],
        Stem = Need(question, "stem"),
        Rubric = new Rubric
        {
            KeyPoints = EachOrText(question, "keyPoints", text => new KeyPoint { Text = text }, BuildKeyPoint),
            RedFlags = EachOrText(question, "redFlags", text => new RedFlag { Text = text }, BuildRedFlag),
            Numbers = [.. Texts(question, "numbers").Select(number => new NumberToMention(number))],
        },
        Level = WrittenLevel.TryParse(Text(question, "level"), out var level) ? level : null,
        Kind = Word<Kind>(question, "kind"),
        Frequency = Word<Frequency>(question, "frequency"),
        Topic = new Topic { Path = Texts(question, "sectionPath"), CrossCutting = Texts(question, "crossCutting") },
        Material = BuildMaterial(question),
    };

    private static KeyPoint BuildKeyPoint(Mapping point) => new()
    {
        Text = Need(point, "text"),
        Weight = point.Find("weight") is Scalar scalar && ScalarValue.TryWeight(scalar, out var weight) ? weight : 1,
        Generic = Truth(point, "generic"),
        Exemplars = BuildExemplars(point),
    };

    private static RedFlag BuildRedFlag(Mapping flag) => new()
    {
        Text = Need(flag, "text"),
        Severity = Word<Severity>(flag, "severity") ?? Severity.Major,
        Sort = Word<FlagSort>(flag, "sort"),
        Generic = Truth(flag, "generic"),
        Exemplars = BuildExemplars(flag),
    };

    private static Exemplars BuildExemplars(Mapping criterion) =>
        criterion.Find("exemplars") is Mapping exemplars ? BuildSentences(exemplars) : Exemplars.None;

    private static Exemplars BuildSentences(Mapping mapping) => new() { Positive = Texts(mapping, "positive"), Negative = Texts(mapping, "negative") };

    private static StudyMaterial BuildMaterial(Mapping question) => new()
    {
        Probes = Texts(question, "probes"),
        ShortAnswer = Text(question, "shortAnswer"),
        AnswerBlocks = Each(question, "answerBlocks", block => new AnswerBlock
        {
            Heading = Text(block, "heading"),
            Text = Text(block, "text"),
            Items = Texts(block, "items"),
        }),
        AnswerFramework = Texts(question, "answerFramework"),
        AnswerTemplate = Texts(question, "answerTemplate"),
        FollowUps = Each(question, "followUps", followUp => new FollowUp
        {
            Text = Need(followUp, "text"),
            Level = Whole(followUp, "level"),
            Type = Text(followUp, "type"),
            Answer = Text(followUp, "answer"),
            Generic = Truth(followUp, "generic"),
        }),
        QaChain = Each(question, "qaChain", link => new QuestionAndAnswer(Need(link, "question"), Need(link, "answer"))),
        WeakStrong = Each(question, "weakStrong", pair => new WeakStrong(Text(pair, "weak"), Text(pair, "strong"))),
        SeniorStaffLens = Text(question, "seniorStaffLens"),
        WorkSample = Text(question, "workSample"),
        RealWorldExample = Text(question, "realWorldExample"),
        BigWords = Each(question, "bigWords", word => new BigWord(Need(word, "term"), Need(word, "text"))),
        FurtherReading = Texts(question, "furtherReading"),
        Origins = Texts(question, "origins"),
        Modules = Texts(question, "modules"),
        ProposedKeyPoints = Texts(question, "proposedKeyPoints"),
    };

    private static string? Text(Mapping mapping, string name) => (mapping.Find(name) as Scalar)?.Text;

    private static string Need(Mapping mapping, string name) => ((Scalar)mapping.Find(name)!).Text;

    private static ImmutableArray<YamlNode> Items(Mapping mapping, string name) => (mapping.Find(name) as Sequence)?.Items ?? [];

    private static ImmutableArray<string> Texts(Mapping mapping, string name) => [.. Items(mapping, name).Select(item => ((Scalar)item).Text)];

    private static ImmutableArray<T> Each<T>(Mapping mapping, string name, Func<Mapping, T> build) => [.. Items(mapping, name).Select(item => build((Mapping)item))];

    private static ImmutableArray<T> EachOrText<T>(Mapping mapping, string name, Func<string, T> buildShort, Func<Mapping, T> build) =>
        [.. Items(mapping, name).Select(item => item is Scalar scalar ? buildShort(scalar.Text) : build((Mapping)item))];

    private static int? Whole(Mapping mapping, string name) => mapping.Find(name) is Scalar scalar && ScalarValue.TryWhole(scalar, out var value) ? value : null;

    private static bool Truth(Mapping mapping, string name) => mapping.Find(name) is Scalar scalar && ScalarValue.TryTruth(scalar, out var value) && value;

    private static T? Word<T>(Mapping mapping, string name)
        where T : struct, Enum
    {
        var text = Text(mapping, name);
        return text is null ? null : Enum.GetValues<T>().Single(value => PackFormat.Write(value) == text);
    }

    private static QuestionKey Key(PackName pack, string text) =>
        QuestionKey.TryParse(text, pack, out var key) ? key : throw new FormatException($"\"{text}\" passed the check but is no key.");
}
