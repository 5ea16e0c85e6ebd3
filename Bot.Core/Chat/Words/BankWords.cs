using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Banks;
using Bot.Core.Import;
using Bot.Core.Questions;

namespace Bot.Core.Chat.Words;

/// <summary>What the bot says of banks, and how it asks for questions.</summary>
internal static class BankWords
{
    /// <summary>Marks the button that takes proposed key points for the rubric.</summary>
    public const char Accept = 'a';

    /// <summary>Begins the argument of a form for a new question; the pack's name follows.</summary>
    public const char NewIn = '+';

    private const char AsRead = 'l';
    private const int LongestText = 40_000;
    private const int LongestList = 3_000;
    private const int LongestStem = 1_000;
    private const int LongestSection = 200;
    private const int LongestArgument = 50;
    private const int MostWarnings = 10;
    private const int MostFound = 15;
    private const int MostOfSort = 5;

    // Of these there may be hundreds, and they are counted.
    private static readonly ImmutableHashSet<string> Counted = ["no-rubric", "rubric-proposed"];

    private static readonly ImmutableHashSet<string> FromAnswers = ["everybody-fails", "nobody-fails", "tells-nobody-apart", "never-covered"];

    public static string QuestionIsGone => "That question is no longer in its pack.";

    /// <summary>The field of the form to which a file is attached.</summary>
    public const string File = "file";

    public static MessageView TextIsGone { get; } = new()
    {
        Text = "I no longer have that, or it was somebody else's. Send it again with /bank import.",
        Private = true,
    };

    public static FormView ImportForm(ImportArgument argument, string? pack, string? text) => new()
    {
        Name = Actions.BankImport,
        Argument = argument.ToString(),
        Title = "Import questions",
        Text = argument.Kept is null ? "You see what was read before anything is stored." : "Your file is still here; attach another only to replace it.",
        Submit = "Show what is in it",
        Fields =
        [
            new FormField { Name = "pack", Label = "Name of the pack", Hint = "Such as our-guide: a-z, 0-9 and hyphens", Value = pack ?? "ours", Required = true, MaxLength = 64 },
            new FormField { Name = File, Label = "A file", Hint = "Text, Markdown, CSV, YAML, GIFT, QTI, JSON, an Anki deck …", IsFile = true },
            new FormField { Name = "text", Label = "Or questions as text", Hint = "Paste them in any form: a list, Markdown, CSV, Q: and A:, a study guide …", Value = text, MaxLength = LongestText, Multiline = true },
        ],
    };

    public static ImmutableArray<FormFault> FaultsOf(ChatAction.Form form, int mostBytes)
    {
        var (pack, text) = (form.Values.GetValueOrDefault("pack")?.Trim() ?? "", form.Values.GetValueOrDefault("text") ?? "");
        var file = form.FileIn(File);
        var faults = ImmutableArray.CreateBuilder<FormFault>();
        if (!PackName.TryParse(pack, out _))
        {
            faults.Add(new FormFault("pack", NoPackName(pack)));
        }

        if (file?.Size > mostBytes)
        {
            faults.Add(new FormFault(File, $"That file has {file.Size:N0} bytes; at most {mostBytes:N0} are read."));
        }

        var isBlank = string.IsNullOrWhiteSpace(text);
        if (isBlank ? file is null && ImportArgument.Read(form.Argument).Kept is null : file is not null || text.Length > LongestText)
        {
            faults.Add(new FormFault("text", isBlank ? "Attach a file, or paste at least one question."
                : file is not null ? "There is a file and a text. Send one of them."
                : $"That is {text.Length:N0} characters; at most {LongestText:N0} fit. Attach it as a file."));
        }

        return faults.ToImmutable();
    }

    public static MessageView FileIsNotHere(string name, string reason, string argument) => new()
    {
        Title = "The file did not come through",
        Text = $"{name}: {reason}",
        Buttons = [new ButtonView("Try again", Actions.CorrectBankImport, argument, ButtonStyle.Primary)],
        Private = true,
    };

    public static string NoPackName(string typed) => $"\"{typed}\" is no name of a pack. Use a-z, 0-9 and hyphens, such as our-guide.";

    public static string BelongsToInstallation(PackName name) =>
        $"\"{name}\" is the name of a pack that belongs to the whole installation. Choose another name.";

    public static MessageView NotTaken(ImmutableArray<string> faults, string argument) => new()
    {
        Title = "That was not taken",
        Text = $"{string.Join('\n', faults.Take(MostWarnings))}{(faults.Length > MostWarnings ? $"\n… and {faults.Length - MostWarnings} more" : "")}\nWhat you sent is kept: press the button to go on with it.",
        Buttons = [new ButtonView("Correct it", Actions.CorrectBankImport, argument, ButtonStyle.Primary)],
        Private = true,
    };

    public static MessageView Preview(PackDraft pack, BankDocument? document, PackDraft? stored, string argument)
    {
        var gradable = pack.Questions.Count(question => question.Rubric.CanBeGraded);
        var proposed = pack.Questions.Count(question => !question.Rubric.CanBeGraded && !question.Material.ProposedKeyPoints.IsEmpty);
        var bare = pack.Questions.Length - gradable - proposed;
        return new MessageView
        {
            Title = $"{Count(pack.Questions.Length, "question")}, not stored yet",
            Text = string.Join('\n', new[]
            {
                document is null ? $"Read as a pack of ours, “{pack.Info.Name}”." : $"Read as {document.Format} ({document.Confidence * 100:0} % sure), to be the pack “{pack.Info.Name}”.",
                gradable > 0 ? $"• {gradable} with key points to judge an answer by" : "",
                proposed > 0 ? $"• {proposed} with key points that I made up from the answer; they score nothing until somebody accepts them" : "",
                bare > 0 ? $"• {bare} without anything to judge by: members rate themselves" : "",
                stored is null ? "" : Difference(pack, stored),
            }.Where(line => line.Length > 0)),
            Fields =
            [
                .. Part("The first ones", [.. pack.Questions.Take(3).Select(question => question.Stem.ReplaceLineEndings(" "))]),
                .. Part("To look at", Warnings(document)),
            ],
            Buttons =
            [
                new ButtonView("Store them", Actions.BankLoad, AsRead + argument, ButtonStyle.Primary),
                .. proposed > 0 ? [new ButtonView("Store, and accept what I made up", Actions.BankLoad, Accept + argument)] : Array.Empty<ButtonView>(),
                new ButtonView("Correct it", Actions.CorrectBankImport, argument),
            ],
            Private = true,
        };
    }

    public static MessageView Loaded(PackDraft pack, PackLoad load, PackChangeId? change) => new()
    {
        Title = change is null ? "Nothing to store" : "Stored",
        Text = change is null
            ? $"“{pack.Info.Name}” was so already: {Count(load.Unchanged, "question")}."
            : $"“{pack.Info.Name}”: {load.Added} added, {load.Revised + load.Updated} changed, {load.Unchanged} unchanged, {load.Retired} retired. Try them: /quiz topic:{pack.Info.Name}",
        Buttons = change is { } made ? [Undo(made)] : [],
        Private = true,
    };

    public static MessageView Conflict(string message) => new() { Title = "Nothing was stored", Text = message, Private = true };

    public static MessageView Undone(Undoing undoing) => new()
    {
        Text = undoing switch
        {
            Undoing.Done done => $"Taken back: “{done.Pack}” has {Count(done.Questions, "question")}, as before. Answers and points stay.",
            Undoing.Before before => $"That was taken back already: “{before.Pack}”.",
            Undoing.Overlaid overlaid => $"“{overlaid.Pack}” was changed again since, and that would be lost. Take the later change back first.",
            _ => $"I no longer know that change: of each pack the last {PackChangeStore.Most} can be taken back.",
        },
        Private = true,
    };

    public static MessageView Found(string typed, ImmutableArray<QuestionSummary> found) => new()
    {
        Title = found.IsEmpty ? "No question has these words" : Count(found.Length, "question"),
        Text = found.IsEmpty
            ? $"I looked for all of: {typed}. Try fewer words."
            : string.Join('\n', found.Take(MostFound).Select(question => $"• {question.Stem.ReplaceLineEndings(" ")} ({question.Key})"))
                + (found.Length > MostFound ? $"\n… and {found.Length - MostFound} more; add a word." : ""),
        Private = true,
    };

    public static MessageView NoSuchQuestion(string? typed) => new()
    {
        Text = string.IsNullOrEmpty(typed)
            ? "Name a question by its key, such as our-guide/what-is-a-token. /bank search finds it."
            : $"There is no question \"{typed}\". A key looks like our-guide/what-is-a-token; /bank search finds it.",
        Private = true,
    };

    public static MessageView Shown(Question question) => new()
    {
        Title = question.Key.ToString(),
        Text = question.Current.Stem,
        Fields =
        [
            .. Part("Key points", [.. question.Current.Rubric.KeyPoints.Select(point => point.Text + Weight(point) + (point.Generic ? " (boilerplate, never scored)" : ""))]),
            .. Part("Proposed, scoring nothing until somebody accepts them", question.Material.ProposedKeyPoints),
            .. Part("Red flags", [.. question.Current.Rubric.RedFlags.Select(flag => $"{flag.Text} ({Core.Words.Of(flag.Severity)})")]),
            .. Part("Figures", [.. question.Current.Rubric.Numbers.Select(number => number.Text)]),
            .. question.Material.ShortAnswer is { } shortAnswer ? [new FieldView("In short", shortAnswer)] : Array.Empty<FieldView>(),
            .. Part("Follow-ups", [.. question.Material.FollowUps.Select(followUp => followUp.Text)]),
        ],
        Footer = string.Join(" · ", new[] { QuestionWords.Footer(question), question.RetiredAt is null ? "" : "retired", question.IsOwn ? "" : "belongs to the installation" }.Where(part => part.Length > 0)),
        Buttons = question.IsOwn ? [new ButtonView("Change it", Actions.BankEdit, Targets.Write(question.Id.Value), ButtonStyle.Primary)] : [],
        Private = true,
    };

    public static MessageView Statistics(ImmutableArray<PackStatistics> packs) => new()
    {
        Title = packs.IsEmpty ? "There are no questions yet" : $"{Count(packs.Sum(pack => pack.Questions), "question")} in {Count(packs.Length, "pack")}",
        Text = packs.IsEmpty ? "An organiser can paste some with /bank import, or write one with /bank add." : "",
        Fields = [.. packs.Select(pack => new FieldView(pack.Name, string.Join('\n', pack.Describe().Select(line => line.Trim()))))],
        Private = true,
    };

    public static MessageView Findings(ImmutableArray<BankFinding> findings) => new()
    {
        Title = findings.IsEmpty ? "Nothing to look at" : Count(findings.Length, "thing") + " to look at",
        Text = findings.IsEmpty ? "" : "What answers show comes first. /bank edit changes a question of yours.",
        Fields =
        [
            .. findings.GroupBy(finding => finding.Code)
                .OrderByDescending(sort => FromAnswers.Contains(sort.Key))
                .Select(sort => new FieldView(
                    $"{sort.Key} ({sort.Count()})",
                    string.Join('\n', sort.Take(MostOfSort).Select(finding => $"• {finding.Key}: {finding.Message}")) + (sort.Count() > MostOfSort ? $"\n… and {sort.Count() - MostOfSort} more" : ""))),
        ],
        Private = true,
    };

    public static MessageView NoSuchPack(string typed, ImmutableArray<string> packs) => new()
    {
        Text = (typed.Length == 0 ? "Name the pack." : $"There is no pack \"{typed}\" with questions in it.") + (packs.IsEmpty ? "" : $" There are: {string.Join(", ", packs)}."),
        Private = true,
    };

    public static MessageView Exported(PackDraft pack, string format, DateTimeOffset now) => new()
    {
        Title = pack.Info.Title,
        Text = $"{Count(pack.Questions.Length, "question")}. Importing the file gives the same questions again.",
        File = FileOf(pack, format, now),
        Private = true,
    };

    /// <summary>Gives a pack as a file.</summary>
    public static FileView FileOf(PackDraft pack, string format, DateTimeOffset now)
    {
        var (ending, media) = format switch
        {
            "csv" => ("csv", "text/csv"),
            "markdown" => ("md", "text/markdown"),
            "anki" => ("apkg", "application/octet-stream"),
            _ => ("yaml", "application/yaml"),
        };
        return new FileView($"{pack.Info.Name}.{ending}", media, [.. PackExport.Write(pack, format, now)]);
    }

    public static string TitleOf(PackName name) => name.Value == "ours" ? "Our questions" : name.Value;

    /// <summary>Gives the form for a new question; none for a name that is too long to travel with it.</summary>
    public static FormView? FormOf(PackName pack) => pack.Value.Length < LongestArgument ? Form($"{NewIn}{pack}", "A new question", null, null, null, null, null) : null;

    /// <summary>Gives the form for a question that there is; none where it does not fit into one without loss.</summary>
    public static FormView? FormOf(Question question)
    {
        var points = question.Current.Rubric.KeyPoints.Select(point => point.Text).ToList();
        var flags = question.Current.Rubric.RedFlags.Select(flag => flag.Text).ToList();
        var shown = points.Count > 0 ? points : [.. question.Material.ProposedKeyPoints];
        var form = Form(
            Targets.Write(question.Id.Value), "Change the question",
            question.Current.Stem, string.Join('\n', shown), string.Join('\n', flags), question.Material.ShortAnswer, string.Join(" > ", question.Topic.Path));
        return form.Fields.All(field => (field.Value?.Length ?? 0) <= field.MaxLength)
            && points.Concat(flags).All(line => line.Trim() == line && !line.Contains('\n', StringComparison.Ordinal) && line[0] is not ('-' or '*' or '•'))
            && !question.Topic.Path.Any(part => part.Contains('>', StringComparison.Ordinal))
                ? form
                : null;
    }

    public static FormView FormAgain(ChatAction.Form form) => Form(
        form.Argument,
        form.Argument.StartsWith(NewIn) ? "A new question" : "Change the question",
        form.Values.GetValueOrDefault("stem"),
        form.Values.GetValueOrDefault("points"),
        form.Values.GetValueOrDefault("flags"),
        form.Values.GetValueOrDefault("short"),
        form.Values.GetValueOrDefault("section"));

    public static ImmutableArray<FormFault> FaultsOfQuestion(ChatAction.Form form)
    {
        var faults = ImmutableArray.CreateBuilder<FormFault>();
        foreach (var field in FormAgain(form).Fields)
        {
            var value = form.Values.GetValueOrDefault(field.Name) ?? "";
            if (field.Required && string.IsNullOrWhiteSpace(value))
            {
                faults.Add(new FormFault(field.Name, $"{field.Label}: this must be filled in."));
            }
            else if (value.Length > field.MaxLength)
            {
                faults.Add(new FormFault(field.Name, $"{field.Label}: that is {value.Length:N0} characters; at most {field.MaxLength:N0} fit."));
            }
        }

        return faults.ToImmutable();
    }

    public static MessageView NotYours(QuestionKey key) => new()
    {
        Text = $"{key} belongs to the whole installation, so nobody changes it from here. Whoever runs me can: redflag export --pack {key.Pack} --out {key.Pack}.yaml, change the file, redflag import {key.Pack}.yaml",
        Private = true,
    };

    public static MessageView TooLongToEdit(QuestionKey key) => new()
    {
        Text = $"{key} does not fit into a form without a loss. Take it with /bank export pack:{key.Pack}, change the file, and import it again.",
        Private = true,
    };

    public static MessageView QuestionNotTaken(ImmutableArray<string> faults, string argument) => new()
    {
        Title = "The question was not taken",
        Text = $"{string.Join('\n', faults)}\nYour text is kept: press the button to go on with it.",
        Buttons = [new ButtonView("Correct it", Actions.CorrectBankQuestion, argument, ButtonStyle.Primary)],
        Private = true,
    };

    public static MessageView Saved(QuestionDraft question, PackChangeId? change) => new()
    {
        Title = change is null ? "Nothing to store" : "Stored",
        Text = change is null ? $"{question.Key} was so already."
            : question.Rubric.CanBeGraded ? $"{question.Key}: answers are judged by {Count(question.Rubric.KeyPoints.Count(point => !point.Generic), "key point")} from now on. Those that were given keep their verdict."
            : $"{question.Key}: there is no key point to judge by, so members rate themselves.",
        Buttons = change is { } made ? [Undo(made)] : [],
        Private = true,
    };

    private static ButtonView Undo(PackChangeId change) => new("Take it back", Actions.BankUndo, Targets.Write(change.Value), ButtonStyle.Danger);

    private static FormView Form(string argument, string title, string? stem, string? points, string? flags, string? shortAnswer, string? section) => new()
    {
        Name = Actions.BankQuestion,
        Argument = argument,
        Title = title,
        Submit = "Store",
        Fields =
        [
            new FormField { Name = "stem", Label = "Question", Value = stem, Required = true, MaxLength = LongestStem, Multiline = true },
            new FormField { Name = "points", Label = "Key points, one a line", Hint = "Each a statement of a good answer. None: members rate themselves", Value = points, MaxLength = LongestList, Multiline = true },
            new FormField { Name = "flags", Label = "Red flags, one a line", Hint = "What a poor answer says, such as: claims that tokens are words", Value = flags, MaxLength = LongestList, Multiline = true },
            new FormField { Name = "short", Label = "Answer in short", Hint = "Shown once somebody has answered", Value = shortAnswer, MaxLength = LongestStem, Multiline = true },
            new FormField { Name = "section", Label = "Section", Hint = "Such as Transformers > Attention", Value = section, MaxLength = LongestSection },
        ],
    };

    private static string Difference(PackDraft pack, PackDraft stored)
    {
        var (now, before) = (pack.Questions.ToDictionary(question => question.Key), stored.Questions.ToDictionary(question => question.Key));
        var gone = before.Keys.Count(key => !now.ContainsKey(key));
        return $"• “{pack.Info.Name}” is there already: {now.Keys.Count(key => !before.ContainsKey(key))} would be added, {now.Keys.Count(before.ContainsKey)} updated where they changed, {gone} retired.";
    }

    private static ImmutableArray<string> Warnings(BankDocument? document)
    {
        if (document is null)
        {
            return [];
        }

        var told = document.Warnings.Where(warning => !Counted.Contains(warning.Code)).ToList();
        return
        [
            .. told.Take(MostWarnings).Select(warning => string.Create(CultureInfo.InvariantCulture, $"line {warning.Line}: {warning.Message}")),
            .. told.Count > MostWarnings ? [$"… and {told.Count - MostWarnings} more"] : Array.Empty<string>(),
            .. document.Unread.IsEmpty
                ? Array.Empty<string>()
                : [$"Not read: {string.Join(", ", document.Unread.Take(MostWarnings).Select(range => range.From == range.To ? $"line {range.From}" : $"lines {range.From}–{range.To}"))}{(document.Unread.Length > MostWarnings ? ", …" : "")}"],
        ];
    }

    private static string Weight(KeyPoint point) => point.Weight == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" (weight {point.Weight})");

    private static IEnumerable<FieldView> Part(string name, ImmutableArray<string> lines) =>
        lines.IsEmpty ? [] : [new FieldView(name, string.Join('\n', lines.Select(line => $"• {line}")))];

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
