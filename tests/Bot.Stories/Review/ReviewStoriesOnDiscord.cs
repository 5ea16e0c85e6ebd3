using Bot.Stories.Stage;

namespace Bot.Stories.Review;

/// <summary>The same stories in a Discord guild.</summary>
public sealed class ReviewStoriesOnDiscord : ReviewStories
{
    private protected override StoryPlace Place => StoryPlace.Discord;
}
