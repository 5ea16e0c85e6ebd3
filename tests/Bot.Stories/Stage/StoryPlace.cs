namespace Bot.Stories.Stage;

/// <summary>Where a story's group talks.</summary>
public enum StoryPlace
{
    /// <summary>On a platform that is played at the bot's own port.</summary>
    Played,

    /// <summary>In a Discord guild: the bot's own client over loopback to an emulator.</summary>
    Discord,

    /// <summary>In a Slack workspace: the bot's own client over loopback to an emulator.</summary>
    Slack,
}
