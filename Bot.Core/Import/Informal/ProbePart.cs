namespace Bot.Core.Import.Informal;

/// <summary>The parts of a question in a <see cref="ProbeBankReader"/>'s bank.</summary>
internal enum ProbePart
{
    None,
    Probes,
    Framework,
    ShortAnswer,
    DeepAnswer,
    FollowUps,
    RedFlags,
    Code,
}
