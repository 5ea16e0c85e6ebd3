namespace Bot.Core.Import.Informal;

/// <summary>The parts of a question in a <see cref="DeepDiveReader"/>'s bank.</summary>
internal enum DeepDivePart
{
    None,
    Probe,
    Answer,
    RedFlag,
    FollowUps,
    Chain,
    WeakStrong,
    WeakMiss,
    Lens,
    WorkSample,
    Template,
    Example,
    BigWord,
    QaChain,
    Reading,
}
