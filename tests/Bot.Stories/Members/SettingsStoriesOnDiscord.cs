using Bot.Stories.Stage;

namespace Bot.Stories.Members;

/// <summary>The same stories in a Discord guild.</summary>
public sealed class SettingsStoriesOnDiscord : SettingsStories
{
    private protected override StoryPlace Place => StoryPlace.Discord;
}
