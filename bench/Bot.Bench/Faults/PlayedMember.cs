namespace Bot.Bench.Faults;

/// <summary>What a person on a platform can do, and what they see of it.</summary>
/// <param name="name">What the person is called.</param>
internal abstract class PlayedMember(string name)
{
    /// <summary>How many messages a person looks back over.</summary>
    protected const int Screen = 30;

    public string Name { get; } = name;

    /// <summary>Calls a command.</summary>
    /// <returns>Whether the bot was heard of in time.</returns>
    public abstract Task<bool> CallAsync(string command, IReadOnlyDictionary<string, string> options, PlayedPlace place, CancellationToken cancellationToken);

    /// <summary>Does what only this platform has.</summary>
    /// <returns>Whether the bot was heard of in time.</returns>
    public abstract Task<bool> LookAroundAsync(CancellationToken cancellationToken);

    /// <summary>Gives what the buttons stand for that open the form to answer, in the messages before the person, oldest first.</summary>
    public abstract IReadOnlyList<string> Questions();

    /// <summary>Opens the form below a question; one that is open already stays before the person.</summary>
    public abstract Task<Opening> OpenAsync(string question, CancellationToken cancellationToken);

    /// <summary>Sends the form that is open.</summary>
    public abstract Task<Hearing> SendAsync(IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken);

    /// <summary>Presses the button of that label in the newest message that has one.</summary>
    /// <returns>Whether there was one and the bot was heard of in time.</returns>
    public abstract Task<bool> PressAsync(string label, CancellationToken cancellationToken);

    /// <summary>Calls a command that opens a form.</summary>
    public abstract Task<Opening> OpenByCommandAsync(
        string command, IReadOnlyDictionary<string, string> options, PlayedPlace place, CancellationToken cancellationToken);
}

/// <summary>The channels of the group.</summary>
internal enum PlayedPlace
{
    /// <summary>Where a question is posted every minute, and people call commands.</summary>
    Drills,

    /// <summary>Where rounds are held by the clock.</summary>
    Rounds,

    /// <summary>Where members start rounds.</summary>
    Extra,
}

/// <summary>What came of opening a form.</summary>
internal enum Opening
{
    /// <summary>It is before the person.</summary>
    Opened,

    /// <summary>The bot said something instead.</summary>
    Refused,

    /// <summary>Nothing was heard of the bot.</summary>
    Unheard,
}

/// <summary>What came of sending a form.</summary>
internal enum Hearing
{
    /// <summary>The bot has it.</summary>
    Acknowledged,

    /// <summary>The bot said that it does not have it.</summary>
    GivenBack,

    /// <summary>Nothing was heard of the bot: nobody knows.</summary>
    Unheard,
}
