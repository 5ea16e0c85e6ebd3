using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Core.Import;
using Bot.Core.Questions;

namespace Bot.Host.Commands;

/// <summary>What <c>import --json</c> writes.</summary>
internal static class ImportReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static string Write(IEnumerable<ImportedFile> files) =>
        JsonSerializer.Serialize(new { documents = files.Select(Document) }, Options);

    private static object Document(ImportedFile file) => file is ImportedFile.Foreign foreign ? Document(file.Path, foreign.Document) : Document(file.Path, file.Pack);

    private static object Document(string path, BankDocument document) => new
    {
        path,
        document.Format,
        document.Confidence,
        title = document.Title,
        document.Sections,
        document.Claims,
        questions = document.Questions.Select(question => Question(
            question.Draft, question.Number, question.Parent, question.IsTitleInferred, question.Lines, question.Warnings)),
        document.Concepts,
        document.RapidFire,
        document.CompanyEmphasis,
        document.Scenarios,
        document.References,
        document.Diagrams,
        document.Warnings,
        document.Unread,
    };

    private static object Document(string path, PackDraft pack) => new
    {
        path,
        format = "yaml",
        confidence = 1.0,
        title = pack.Info.Title,
        sections = pack.Questions.Where(draft => !draft.Topic.Path.IsEmpty).Select(draft => draft.Topic.Path[0]).Distinct(),
        claims = Array.Empty<object>(),
        questions = pack.Questions.Select((draft, index) => Question(draft, index + 1, null, isTitleInferred: false, [], [])),
        concepts = Array.Empty<object>(),
        rapidFire = Array.Empty<string>(),
        companyEmphasis = Array.Empty<object>(),
        scenarios = Array.Empty<object>(),
        references = pack.Info.Sources.Select(source =>
            string.Join(", ", new[] { source.Title, source.Authors, source.Year?.ToString(System.Globalization.CultureInfo.InvariantCulture), source.Url }.Where(part => part is not null))),
        diagrams = Array.Empty<object>(),
        warnings = Array.Empty<object>(),
        unread = Array.Empty<object>(),
    };

    private static object Question(
        QuestionDraft draft, int? number, QuestionKey? parent, bool isTitleInferred, IEnumerable<LineRange> lines, IEnumerable<BankWarning> warnings) => new
        {
            key = draft.Key.ToString(),
            number,
            sectionPath = draft.Topic.Path,
            parentKey = parent?.ToString(),
            title = draft.Stem,
            titleInferred = isTitleInferred,
            level = draft.Level?.Written,
            draft.Kind,
            draft.Frequency,
            draft.Material.Origins,
            draft.Material.Probes,
            draft.Material.ShortAnswer,
            draft.Material.AnswerBlocks,
            draft.Rubric.KeyPoints,
            draft.Material.AnswerFramework,
            draft.Rubric.RedFlags,
            draft.Material.FollowUps,
            draft.Material.QaChain,
            numbers = draft.Rubric.Numbers.Select(figure => figure.Text),
            draft.Material.WeakStrong,
            draft.Material.SeniorStaffLens,
            draft.Material.WorkSample,
            draft.Material.AnswerTemplate,
            draft.Material.RealWorldExample,
            draft.Material.BigWords,
            draft.Material.FurtherReading,
            draft.Topic.CrossCutting,
            draft.Material.Modules,
            lines = lines.Select(range => new[] { range.From, range.To }),
            warnings,
        };
}
