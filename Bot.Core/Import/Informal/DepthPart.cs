namespace Bot.Core.Import.Informal;

/// <summary>The parts of a question in a <see cref="DepthBankReader"/>'s bank.</summary>
internal enum DepthPart
{
    None,
    Depth,
    FollowUp,
    RedFlag,
}
