namespace Bot.Host.Commands;

/// <summary>What came of looking at one thing.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="State">Whether it is on, off, right or wrong.</param>
/// <param name="Detail">How it is; where it is wrong, also how to mend it.</param>
internal sealed record Check(string Name, CheckState State, string Detail);

/// <summary>How something is that <c>check</c> looks at.</summary>
internal enum CheckState
{
    /// <summary>A feature that will run.</summary>
    On,

    /// <summary>A feature that will not run, as it was set.</summary>
    Off,

    /// <summary>As it has to be.</summary>
    Right,

    /// <summary>Has to be mended.</summary>
    Wrong,
}
