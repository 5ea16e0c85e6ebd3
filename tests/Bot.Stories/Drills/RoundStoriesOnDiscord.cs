using Bot.Stories.Stage;

namespace Bot.Stories.Drills;

/// <summary>The same stories in a Discord guild.</summary>
public sealed class RoundStoriesOnDiscord : RoundStories
{
    private protected override StoryPlace Place => StoryPlace.Discord;
}
