using System.Collections.Immutable;
using Bot.Core.Questions;
using CsCheck;

namespace Bot.Core.Tests.Import.Yaml;

/// <summary>Arbitrary valid packs.</summary>
internal static class PackGen
{
    private static readonly Gen<string> Piece = Gen.OneOf(
        "a", "The model", "yes", "no", "null", "42", "1.10", "true", ": ", "# not a remark", "- ", "* ", "'", "\"", "\\", "{", "}", "[", "]", ",", "&x", "!", "|", ">", "%", "@", "`",
        "\n", "\n\n", "\n  indented", " ", "🚩", "é", "中文", "http://example.org/?a=b#c", "$O(n^2)$", "<<", "---", "...", "?", "\u00A0", "\u200D");

    private static readonly Gen<string> Text = Gen.OneOf(
        Piece.Array[1, 6].Select(string.Concat).Select(text => text.Trim(' ', '\n', '\u00A0')).Where(text => !string.IsNullOrWhiteSpace(text)),
        Gen.String[Gen.Char[' ', '~'], 1, 40].Select(text => text.Trim()).Where(text => text.Length > 0));

    private static readonly Gen<string?> Maybe = Gen.Bool.SelectMany(there => there ? Text.Select(text => (string?)text) : Gen.Const((string?)null));

    private static readonly Gen<ImmutableArray<string>> Texts = List(Text, 3);

    private static readonly Gen<string> Slug = Gen.String[Gen.OneOf(Gen.Char['a', 'z'], Gen.Char['0', '9']), 1, 12];

    private static readonly Gen<Exemplars> Exemplars = Gen.Select(Texts, Texts, (positive, negative) =>
        positive.IsEmpty && negative.IsEmpty ? Core.Questions.Exemplars.None : new Exemplars { Positive = positive, Negative = negative });

    private static readonly Gen<KeyPoint> KeyPoint = Gen.Select(Text, Gen.Double[0.01, 100], Gen.Bool, Exemplars, (text, weight, generic, exemplars) =>
        new KeyPoint { Text = text, Weight = weight, Generic = generic, Exemplars = exemplars });

    private static readonly Gen<RedFlag> RedFlag = Gen.Select(Text, Gen.Enum<Severity>(), Gen.Enum<FlagSort>().Nullable(), Gen.Bool, Exemplars, (text, severity, sort, generic, exemplars) =>
        new RedFlag { Text = text, Severity = severity, Sort = sort, Generic = generic, Exemplars = exemplars });

    private static readonly Gen<FollowUp> FollowUp = Gen.Select(Text, Gen.Int[1, 4].Nullable(), Maybe, Maybe, Gen.Bool, (text, level, type, answer, generic) =>
        new FollowUp { Text = text, Level = level, Type = type, Answer = answer, Generic = generic });

    private static readonly Gen<Rubric> Rubric = Gen.Select(List(KeyPoint, 3), List(RedFlag, 3), Texts, (points, flags, numbers) =>
        new Rubric { KeyPoints = points, RedFlags = flags, Numbers = [.. numbers.Select(number => new NumberToMention(number))] });

    private static readonly Gen<AnswerBlock> Block = Gen.Select(Maybe, Maybe, Texts, (heading, text, items) =>
        new AnswerBlock { Heading = heading, Text = text, Items = items }).Where(block => block is not { Heading: null, Text: null, Items.IsEmpty: true });

    private static readonly Gen<WeakStrong> WeakStrong = Gen.Select(Maybe, Maybe, (weak, strong) => new WeakStrong(weak, strong)).Where(pair => pair is not { Weak: null, Strong: null });

    private static readonly Gen<StudyMaterial> Material =
        from probes in Texts
        from shortAnswer in Maybe
        from blocks in List(Block, 2)
        from framework in Texts
        from template in Texts
        from followUps in List(FollowUp, 2)
        from chain in List(Gen.Select(Text, Text, (question, answer) => new QuestionAndAnswer(question, answer)), 2)
        from pairs in List(WeakStrong, 2)
        from lens in Maybe
        from sample in Maybe
        from example in Maybe
        from words in List(Gen.Select(Text, Text, (term, text) => new BigWord(term, text)), 2)
        from reading in Texts
        from origins in Texts
        from modules in Texts
        from proposed in Texts
        select new StudyMaterial
        {
            Probes = probes,
            ShortAnswer = shortAnswer,
            AnswerBlocks = blocks,
            AnswerFramework = framework,
            AnswerTemplate = template,
            FollowUps = followUps,
            QaChain = chain,
            WeakStrong = pairs,
            SeniorStaffLens = lens,
            WorkSample = sample,
            RealWorldExample = example,
            BigWords = words,
            FurtherReading = reading,
            Origins = origins,
            Modules = modules,
            ProposedKeyPoints = proposed,
        };

    private static readonly Gen<WrittenLevel?> Level = Gen.OneOf([.. WrittenLevel.KnownWords, "System Design", "CORE", "none"])
        .Select(word => WrittenLevel.TryParse(word, out var level) ? level : null);

    private static readonly Gen<PackInfo> Info =
        from name in Slug
        from title in Text
        from description in Maybe
        from language in Gen.OneOf("en", "no", "pt-BR")
        from licence in Maybe
        from day in Gen.Date.Nullable()
        from audience in Texts
        from sources in List(Gen.Select(Text, Maybe, Gen.Int[1500, 2100].Nullable(), Maybe, (title, authors, year, url) => new PackSource { Title = title, Authors = authors, Year = year, Url = url }), 2)
        select new PackInfo
        {
            Name = PackName.Parse(name),
            Title = title,
            Description = description,
            Language = language,
            Licence = licence,
            AsOf = day is { } date ? DateOnly.FromDateTime(date) : null,
            Audience = audience,
            Sources = sources,
        };

    public static Gen<PackDraft> Pack { get; } =
        from info in Info
        from slugs in Slug.Array[1, 9].Select(slugs => slugs.Distinct().ToArray())
        from count in Gen.Int[1, slugs.Length].Select(count => Math.Min(count, 3))
        from questions in Question(info.Name).Array[count]
        select new PackDraft(info, [.. questions.Select((question, i) => question with
        {
            Key = KeyOf(info.Name, slugs[i]),
            FormerKeys = i == 0 ? [.. slugs[count..].Select(slug => KeyOf(info.Name, slug))] : [],
        })]);

    private static Gen<QuestionDraft> Question(PackName pack) =>
        from stem in Text
        from rubric in Rubric
        from level in Level
        from kind in Gen.Enum<Kind>().Nullable()
        from frequency in Gen.Enum<Frequency>().Nullable()
        from path in Texts
        from crossCutting in Texts
        from material in Material
        select new QuestionDraft
        {
            Key = KeyOf(pack, "unnamed"),
            Stem = stem,
            Rubric = rubric,
            Level = level,
            Kind = kind,
            Frequency = frequency,
            Topic = new Topic { Path = path, CrossCutting = crossCutting },
            Material = material,
        };

    private static QuestionKey KeyOf(PackName pack, string slug) => QuestionKey.Parse($"{pack}/{slug}");

    private static Gen<ImmutableArray<T>> List<T>(Gen<T> of, int most) => of.Array[0, most].Select(items => items.ToImmutableArray());
}
