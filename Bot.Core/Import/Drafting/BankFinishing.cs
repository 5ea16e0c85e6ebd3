using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bot.Core.Import.Lines;
using Bot.Core.Questions;

namespace Bot.Core.Import.Drafting;

/// <summary>Makes a document of what a reader found: marks boilerplate, proposes rubrics, gives keys, and accounts for the lines.</summary>
internal static partial class BankFinishing
{
    private const int MostInStem = 2_000;
    private const int MostInCriterion = 500;
    private const int MostInText = 20_000;

    public static BankDocument Finish(BankSketch bank, BankFile file, IBankReader reader, double confidence, PackName pack, string fallbackTitle)
    {
        var stated = bank.Questions.Where(question => !question.IsOurs).ToList();
        Boilerplate.Mark(stated);
        var (quotations, formulas) = FindBroken(stated, file);
        foreach (var question in stated)
        {
            LookAt(question, quotations, formulas);
        }

        var keys = BankKeys.Assign(bank.Questions, pack);
        var questions = bank.Questions.Select(question => Finish(question, keys)).ToImmutableArray();
        var (used, furniture, unread) = bank.Account();
        var title = bank.Title is { } found && FoundText.Tidy(found) is { Length: > 0 } tidy ? tidy : null;
        foreach (var claim in bank.Claims.Where(claim => claim.Claimed != claim.Found))
        {
            bank.Warn(1, "claim", $"{FoundText.Quote(claim.Text)} claims {claim.Claimed}; found were {claim.Found}.");
        }

        return new BankDocument
        {
            Info = new PackInfo { Name = pack, Title = Limit(title ?? fallbackTitle, MostInText), Description = Describe(bank) },
            Format = reader.Format,
            Confidence = confidence,
            Title = title,
            Sections = [.. bank.Questions.Select(question => question.SectionPath.FirstOrDefault()).OfType<string>().Distinct()],
            Claims = [.. bank.Claims],
            Questions = questions,
            Concepts = [.. bank.Concepts],
            RapidFire = [.. bank.RapidFire],
            CompanyEmphasis = [.. bank.CompanyEmphasis],
            Scenarios = [.. bank.Scenarios],
            References = [.. bank.References],
            Diagrams = [.. bank.Diagrams],
            Notes = [.. bank.Notes],
            Warnings = [.. bank.Warnings.Concat(questions.SelectMany(question => question.Warnings)).OrderBy(warning => warning.Line)],
            Used = used,
            Furniture = furniture,
            Unread = unread,
        };
    }

    /// <summary>Finds the lines on which a quotation or a formula is opened and not closed; each is looked at once, though many questions may stand on it.</summary>
    private static (HashSet<int> Quotations, HashSet<int> Formulas) FindBroken(IEnumerable<QuestionSketch> questions, BankFile file)
    {
        var lines = questions.SelectMany(question => question.Lines).Distinct().Where(line => line <= file.Lines.Length).Select(line => file.Lines[line - 1]).Where(line => !line.IsCode).ToList();
        return (
            [.. lines.Where(line => Quoted.IsOpen(line.Raw)).Select(line => line.Number)],
            [.. lines.Where(line => Opened.Count(line.Raw) > Closed.Count(line.Raw)).Select(line => line.Number)]);
    }

    /// <summary>Warns of what a person should look at in a question, whatever its format.</summary>
    private static void LookAt(QuestionSketch question, HashSet<int> quotations, HashSet<int> formulas)
    {
        foreach (var line in question.Lines)
        {
            if (quotations.Contains(line) && !question.Warnings.Exists(warning => warning.Line == line && warning.Code == "repaired-maths"))
            {
                question.Warn(line, "truncated", "A quotation is opened and not closed on this line: something may be missing behind it.");
            }

            if (formulas.Contains(line))
            {
                question.Warn(line, "truncated", "A formula is opened and not closed on this line: something may be missing behind it.");
            }
        }

        foreach (var point in question.KeyPoints.Where(point => Recent.IsMatch(point.Text)))
        {
            question.Warn(point.Line, "dated", $"{FoundText.Quote(point.Text)} names a year and will go stale.");
        }

        foreach (var number in question.Numbers.Where(number => Recent.IsMatch(number)))
        {
            question.Warn(question.Lines.FirstOrDefault(1), "dated", $"The number {FoundText.Quote(number)} names a year and will go stale.");
        }
    }

    private static BankQuestion Finish(QuestionSketch question, Dictionary<QuestionSketch, QuestionKey> keys)
    {
        var key = keys[question];
        var proposed = question.IsOurs ? Texts(question.Proposed) : RubricProposal.From(question);
        if (!question.IsOurs && !question.KeyPoints.Exists(point => !point.Generic))
        {
            question.Warn(question.Lines.FirstOrDefault(1), proposed.IsEmpty ? "no-rubric" : "rubric-proposed", proposed.IsEmpty
                ? "There is nothing to judge an answer by; the question can be practised by self-rating."
                : $"The bank does not say what counts; {proposed.Length} key points are proposed, and score nothing until they are accepted.");
        }

        if (question.IsTitleInferred)
        {
            question.Warn(question.Lines.FirstOrDefault(1), "missing-title", $"The question has no title in the text; {FoundText.Quote(question.Title ?? "")} was made up from it.");
        }

        return new BankQuestion
        {
            Draft = Draft(question, key, proposed),
            Number = question.Number,
            Parent = question.Parent is { } parent ? keys[parent] : null,
            IsTitleInferred = question.IsTitleInferred,
            Lines = BankSketch.Ranges(question.Lines),
            Warnings = [.. question.Warnings.OrderBy(warning => warning.Line)],
        };
    }

    private static QuestionDraft Draft(QuestionSketch question, QuestionKey key, ImmutableArray<string> proposed) => new()
    {
        Key = key,
        FormerKeys = [.. question.FormerKeys.Select(former => QuestionKey.TryParse(former, key.Pack, out var parsed) && parsed.Pack == key.Pack ? parsed : null).OfType<QuestionKey>().Where(former => former != key).Distinct()],
        Stem = Stem(question),
        Rubric = new Rubric
        {
            KeyPoints = [.. question.KeyPoints.SelectMany(point => point.KeyPoint is { } full ? [full] : Criteria(point).Select(text => new KeyPoint { Text = text, Generic = point.Generic }))],
            RedFlags = [.. question.RedFlags.SelectMany(point => point.RedFlag is { } full ? [full] : Criteria(point).Select(text => new RedFlag { Text = text, Generic = point.Generic }))],
            Numbers = [.. Texts(question.Numbers).Select(number => new NumberToMention(number))],
        },
        Level = WrittenLevel.TryParse(question.Level, out var level) ? level : null,
        Kind = question.Kind,
        Frequency = question.Frequency,
        Topic = new Topic { Path = Texts(question.SectionPath), CrossCutting = Texts(question.CrossCutting) },
        Material = new StudyMaterial
        {
            Probes = Texts(question.Probes.Select(point => point.Text)),
            ShortAnswer = Text(question.ShortAnswer?.Text),
            AnswerBlocks =
            [
                .. question.Blocks
                    .Select(block => new AnswerBlock { Heading = Text(block.Heading), Text = Text(block.Text), Items = Texts(block.Items) })
                    .Where(block => block is not { Heading: null, Text: null, Items.IsEmpty: true }),
            ],
            AnswerFramework = Texts(question.Framework.Select(point => point.Text)),
            AnswerTemplate = Texts(question.Template),
            FollowUps =
            [
                .. question.FollowUps
                    .Where(followUp => Text(followUp.Text.Text) is not null)
                    .Select(followUp => new FollowUp
                    {
                        Text = Text(followUp.Text.Text)!,
                        Level = followUp.Level is >= 1 and <= 4 ? followUp.Level : null,
                        Type = Text(followUp.Type),
                        Answer = Text(followUp.Answer),
                        Generic = followUp.Text.Generic,
                    }),
            ],
            QaChain = [.. question.QaChain.Where(pair => Text(pair.Question) is not null && Text(pair.Answer) is not null).Select(pair => new QuestionAndAnswer(Text(pair.Question)!, Text(pair.Answer)!))],
            WeakStrong = [.. question.WeakStrong.Select(pair => new WeakStrong(Text(pair.Weak), Text(pair.Strong))).Where(pair => pair is not { Weak: null, Strong: null })],
            SeniorStaffLens = Text(question.Lens),
            WorkSample = Text(question.WorkSample),
            RealWorldExample = Text(question.Example),
            BigWords = [.. question.BigWords.Where(word => Text(word.Term) is not null && Text(word.Text) is not null).Select(word => new BigWord(Text(word.Term)!, Text(word.Text)!))],
            FurtherReading = Texts(question.FurtherReading),
            Origins = Texts(question.Origins),
            Modules = Texts(question.Modules),
            ProposedKeyPoints = proposed,
        },
    };

    private static string Stem(QuestionSketch question)
    {
        var title = Text(question.Title);
        if (title is null)
        {
            question.Warn(question.Lines.FirstOrDefault(1), "missing-title", "The question has no words.");
            return "(no title)";
        }

        if (title.Length > MostInStem)
        {
            question.Warn(question.Lines.FirstOrDefault(1), "too-long", $"The question has more than {MostInStem} characters and was cut.");
        }

        return Limit(title, MostInStem);
    }

    /// <summary>Splits a criterion that is too long for one at its sentences.</summary>
    private static IEnumerable<string> Criteria(Point point)
    {
        var text = FoundText.Tidy(point.Text);
        return text.Length == 0 ? [] : text.Length <= MostInCriterion ? [text] : Sentences.Cut(text).Select(sentence => Limit(sentence, MostInCriterion));
    }

    private static string? Text(string? text) => text is not null && FoundText.Tidy(text) is { Length: > 0 } tidy ? Limit(tidy, MostInText) : null;

    private static ImmutableArray<string> Texts(IEnumerable<string> texts) => [.. texts.Select(Text).OfType<string>()];

    private static string Limit(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..end].TrimEnd() + "…";
    }

    private static string? Describe(BankSketch bank) => Text(string.Join("\n\n", bank.Notes.Select(note =>
        string.Join('\n', note.Paragraphs.Prepend(note.Heading).OfType<string>()))));

    // Numbers such as 2048 are no years: only those of this decade and the next that a text may mean as "now".
    [GeneratedRegex(@"(?<![\d.,-])20(2[3-9]|3[0-5])(?![\d,]|\.\d)")]
    private static partial Regex Recent { get; }

    [GeneratedRegex(@"(?<!\\)\\\(")]
    private static partial Regex Opened { get; }

    [GeneratedRegex(@"(?<!\\)\\\)")]
    private static partial Regex Closed { get; }
}
