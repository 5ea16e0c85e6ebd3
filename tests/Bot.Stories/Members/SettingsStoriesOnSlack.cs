using Bot.Stories.Stage;

namespace Bot.Stories.Members;

/// <summary>The same stories in a Slack workspace.</summary>
public sealed class SettingsStoriesOnSlack : SettingsStories
{
    private protected override StoryPlace Place => StoryPlace.Slack;
}
