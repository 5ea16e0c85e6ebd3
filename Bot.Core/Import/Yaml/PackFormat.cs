using Bot.Core.Questions;
using static Bot.Core.Import.Yaml.Shape;

namespace Bot.Core.Import.Yaml;

/// <summary>
/// The format of a pack's YAML file and of the file of exemplars beside it: their fields, words and limits. The reader checks by
/// this table, and tests hold <c>packs/pack.schema.json</c>, <c>packs/exemplars.schema.json</c> and <c>docs/packs.md</c> to it.
/// </summary>
internal static class PackFormat
{
    public const int MostInStem = 2_000;
    public const int MostInCriterion = 500;
    public const int MostInText = 20_000;

    private const string Slug = "[a-z0-9][a-z0-9-]{0,63}";

    private static readonly Text AnyText = new(MostInText);
    private static readonly List Texts = new(AnyText);
    private static readonly Text Criterion = new(MostInCriterion);

    private static readonly Text Name = new(MostInText, new TextForm(
        "name of a pack",
        $"^{Slug}$",
        "Use a-z, 0-9 and hyphens, at most 64 characters, the first no hyphen."));

    private static readonly Text Key = new(MostInText, new TextForm(
        "key",
        $"^({Slug}/)?{Slug}$",
        "Use a-z, 0-9 and hyphens, at most 64 characters, the first no hyphen."));

    public static Fields Exemplars { get; } = new("exemplars", [new("positive", Texts), new("negative", Texts)]);

    public static Fields KeyPoint { get; } = new("a key point",
    [
        new("text", Criterion, Required: true),
        new("weight", new Weight()),
        new("generic", new Truth()),
        new("exemplars", Exemplars),
    ]);

    public static Fields RedFlag { get; } = new("a red flag",
    [
        new("text", Criterion, Required: true),
        new("severity", WordOf<Severity>("severity")),
        new("sort", WordOf<FlagSort>("sort of red flag")),
        new("generic", new Truth()),
        new("exemplars", Exemplars),
    ]);

    public static Fields FollowUp { get; } = new("a follow-up",
    [
        new("text", AnyText, Required: true),
        new("level", new Whole("level of a follow-up", 1, 4)),
        new("type", AnyText),
        new("answer", AnyText),
        new("generic", new Truth()),
    ]);

    public static Fields Question { get; } = new("a question",
    [
        new("key", Key, Required: true),
        new("formerKeys", new List(Key)),
        new("stem", new Text(MostInStem), Required: true),
        new("sectionPath", Texts),
        new("level", new Shape.WrittenLevel()),
        new("kind", WordOf<Kind>("kind")),
        new("frequency", WordOf<Frequency>("frequency")),
        new("crossCutting", Texts),
        new("origins", Texts),
        new("probes", Texts),
        new("shortAnswer", AnyText),
        new("answerBlocks", new List(new Fields("an answer block", [new("heading", AnyText), new("text", AnyText), new("items", Texts)], NeedsOne: true))),
        new("keyPoints", new List(new TextOrFields(KeyPoint))),
        new("answerFramework", Texts),
        new("redFlags", new List(new TextOrFields(RedFlag))),
        new("followUps", new List(FollowUp)),
        new("qaChain", new List(new Fields("a link of the chain", [new("question", AnyText, Required: true), new("answer", AnyText, Required: true)]))),
        new("numbers", Texts),
        new("weakStrong", new List(new Fields("a pair of answers", [new("weak", AnyText), new("strong", AnyText)], NeedsOne: true))),
        new("seniorStaffLens", AnyText),
        new("workSample", AnyText),
        new("answerTemplate", Texts),
        new("realWorldExample", AnyText),
        new("bigWords", new List(new Fields("a big word", [new("term", AnyText, Required: true), new("text", AnyText, Required: true)]))),
        new("furtherReading", Texts),
        new("modules", Texts),
        new("proposedKeyPoints", Texts),
    ]);

    public static Fields Source { get; } = new("a source",
    [
        new("title", AnyText, Required: true),
        new("authors", AnyText),
        new("year", new Whole("year", 1500, 2100)),
        new("url", AnyText),
    ]);

    public static Fields Pack { get; } = new("a pack",
    [
        new("pack", Name, Required: true),
        new("title", AnyText, Required: true),
        new("description", AnyText),
        new("language", new Text(MostInText, new TextForm("language tag", "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", "Write a BCP 47 tag, such as en or pt-BR."))),
        new("licence", AnyText),
        new("asOf", new Date()),
        new("audience", Texts),
        new("sources", new List(Source)),
        new("questions", new List(Question, Least: 1), Required: true),
    ]);

    public static Fields CriterionWithExemplars { get; } = new(
        "a criterion",
        [new("criterion", Criterion, Required: true), new("positive", new List(AnyText, Least: 1)), new("negative", new List(AnyText, Least: 1))],
        NeedsOne: true);

    public static Fields QuestionWithExemplars { get; } = new("a question",
    [
        new("key", Key, Required: true),
        new("criteria", new List(CriterionWithExemplars, Least: 1), Required: true),
    ]);

    public static Fields ExemplarsFile { get; } = new("a file of exemplars",
    [
        new("exemplarsOf", Name, Required: true),
        new("questions", new List(QuestionWithExemplars, Least: 1), Required: true),
    ]);

    /// <summary>Writes a value of one of the domain's enums as packs do: <c>very-common</c>.</summary>
    public static string Write<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => char.IsAsciiLetterUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static Word WordOf<T>(string noun)
        where T : struct, Enum =>
        new(noun, [.. Enum.GetValues<T>().Select(Write)]);
}
