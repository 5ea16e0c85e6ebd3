using System.Collections.Frozen;
using System.Text.Json;

namespace Bot.Core.Import.Tables;

/// <summary>The names under which columns go: our own, and those that people and other programs give them.</summary>
internal static class ColumnNames
{
    private static readonly FrozenDictionary<string, QuestionColumn> Known = Enum.GetValues<QuestionColumn>()
        .Select(column => (Fold(column.ToString()), column))
        .Concat(
        [
            ("id", QuestionColumn.Key), ("slug", QuestionColumn.Key),
            ("question", QuestionColumn.Stem), ("questiontext", QuestionColumn.Stem), ("front", QuestionColumn.Stem), ("prompt", QuestionColumn.Stem), ("term", QuestionColumn.Stem), ("title", QuestionColumn.Stem),
            ("answer", QuestionColumn.ShortAnswer), ("back", QuestionColumn.ShortAnswer), ("definition", QuestionColumn.ShortAnswer), ("correctanswer", QuestionColumn.ShortAnswer), ("response", QuestionColumn.ShortAnswer), ("directanswer", QuestionColumn.ShortAnswer),
            ("section", QuestionColumn.SectionPath), ("topic", QuestionColumn.SectionPath), ("category", QuestionColumn.SectionPath), ("chapter", QuestionColumn.SectionPath), ("deck", QuestionColumn.SectionPath), ("subject", QuestionColumn.SectionPath),
            ("difficulty", QuestionColumn.Level), ("seniority", QuestionColumn.Level),
            ("type", QuestionColumn.Kind), ("questiontype", QuestionColumn.Kind),
            ("tags", QuestionColumn.CrossCutting), ("tag", QuestionColumn.CrossCutting), ("labels", QuestionColumn.CrossCutting),
            ("source", QuestionColumn.Origins), ("sources", QuestionColumn.Origins), ("origin", QuestionColumn.Origins), ("company", QuestionColumn.Origins), ("companies", QuestionColumn.Origins),
            ("probe", QuestionColumn.Probes), ("keypoint", QuestionColumn.KeyPoints), ("points", QuestionColumn.KeyPoints), ("answeroutline", QuestionColumn.KeyPoints), ("outline", QuestionColumn.KeyPoints), ("rubric", QuestionColumn.KeyPoints), ("criteria", QuestionColumn.KeyPoints),
            ("redflag", QuestionColumn.RedFlags), ("traps", QuestionColumn.RedFlags), ("commonmistakes", QuestionColumn.RedFlags), ("mistakes", QuestionColumn.RedFlags), ("pitfalls", QuestionColumn.RedFlags),
            ("followup", QuestionColumn.FollowUps), ("commonfollowups", QuestionColumn.FollowUps), ("followupquestions", QuestionColumn.FollowUps),
            ("explanation", QuestionColumn.AnswerBlocks), ("details", QuestionColumn.AnswerBlocks), ("notes", QuestionColumn.AnswerBlocks), ("deepanswer", QuestionColumn.AnswerBlocks), ("longanswer", QuestionColumn.AnswerBlocks), ("expecteddepth", QuestionColumn.AnswerBlocks),
            ("numberstodrop", QuestionColumn.Numbers), ("numberstomention", QuestionColumn.Numbers), ("figures", QuestionColumn.Numbers),
            ("framework", QuestionColumn.AnswerFramework), ("template", QuestionColumn.AnswerTemplate), ("example", QuestionColumn.RealWorldExample),
            ("reading", QuestionColumn.FurtherReading), ("references", QuestionColumn.FurtherReading), ("links", QuestionColumn.FurtherReading), ("module", QuestionColumn.Modules),
        ])
        .DistinctBy(pair => pair.Item1)
        .ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2);

    /// <summary>Gets the name that our exports give a column.</summary>
    public static string Of(QuestionColumn column) => JsonNamingPolicy.CamelCase.ConvertName(column.ToString());

    /// <summary>Finds the column that a heading names, whatever its letter case, blanks and hyphens.</summary>
    public static QuestionColumn? Find(string heading) => Known.TryGetValue(Fold(heading), out var column) ? column : null;

    private static string Fold(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
