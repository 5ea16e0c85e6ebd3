using Bot.Stories.Stage;

namespace Bot.Stories.Drills;

/// <summary>The same stories in a Discord guild.</summary>
public sealed class QuizStoriesOnDiscord : QuizStories
{
    private protected override StoryPlace Place => StoryPlace.Discord;
}
