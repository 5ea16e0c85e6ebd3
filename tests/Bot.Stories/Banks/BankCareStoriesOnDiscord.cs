using Bot.Stories.Stage;

namespace Bot.Stories.Banks;

/// <summary>The same stories in a Discord guild.</summary>
public sealed class BankCareStoriesOnDiscord : BankCareStories
{
    private protected override StoryPlace Place => StoryPlace.Discord;
}
