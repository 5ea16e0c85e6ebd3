namespace Bot.Core.Import.Informal;

/// <summary>The parts of a question in an <see cref="OutlineBankReader"/>'s bank.</summary>
internal enum OutlinePart
{
    None,
    Tags,
    Outline,
    Numbers,
    FollowUps,
    Traps,
    CrossCutting,
    Modules,
}
