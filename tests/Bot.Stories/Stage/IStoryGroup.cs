using Bot.Core.Chat;

namespace Bot.Stories.Stage;

/// <summary>A group that talks on a platform's emulator: what its people do goes through their clients, and what they see is read off their screens.</summary>
internal interface IStoryGroup : IAsyncDisposable
{
    /// <summary>Gets the platform's identifier of the workspace.</summary>
    string Workspace { get; }

    /// <summary>Has a story's bot talk here.</summary>
    StorySetup Arrange(StorySetup setup);

    /// <summary>Waits until the bot is there.</summary>
    Task WaitForBotAsync(CancellationToken cancellationToken);

    /// <summary>Gives the platform's identifier of a member.</summary>
    string UserOf(string member);

    /// <summary>A member calls a command.</summary>
    Task<GroupStep> DoAsync(string member, ChatAction action, string channel, StoryRecord record, CancellationToken cancellationToken);

    /// <summary>A member presses the button of that label on the newest message that they see and that has it.</summary>
    Task<GroupStep> PressAsync(string member, string label, StoryRecord record, CancellationToken cancellationToken);

    /// <summary>A member sends the form that is before them.</summary>
    Task<GroupStep> SubmitAsync(string member, IReadOnlyDictionary<string, string> values, StoryFile? file, CancellationToken cancellationToken);

    /// <summary>From now on nothing that people attached can be had any more.</summary>
    void ForgetFiles();

    /// <summary>Reads all screens.</summary>
    /// <param name="record">Knows in which order the bot decided what to say.</param>
    IReadOnlyList<Delivery> Shown(StoryRecord record);
}

/// <summary>What a member's client got at once.</summary>
/// <param name="Secret">The platform's token for further answers.</param>
/// <param name="Form">The form that it opened.</param>
internal sealed record GroupStep(string Secret, FormView? Form);
