namespace Bot.Core.Import.Tables;

/// <summary>The fields of a question as columns of a table; they bear the names that packs in YAML use.</summary>
internal enum QuestionColumn
{
    Key,
    FormerKeys,
    Stem,
    SectionPath,
    Level,
    Kind,
    Frequency,
    CrossCutting,
    Origins,
    Probes,
    ShortAnswer,
    AnswerBlocks,
    KeyPoints,
    AnswerFramework,
    RedFlags,
    FollowUps,
    QaChain,
    Numbers,
    WeakStrong,
    SeniorStaffLens,
    WorkSample,
    AnswerTemplate,
    RealWorldExample,
    BigWords,
    FurtherReading,
    Modules,
    ProposedKeyPoints,
}
