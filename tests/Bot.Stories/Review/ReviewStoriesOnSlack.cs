using Bot.Stories.Stage;

namespace Bot.Stories.Review;

/// <summary>The same stories in a Slack workspace.</summary>
public sealed class ReviewStoriesOnSlack : ReviewStories
{
    private protected override StoryPlace Place => StoryPlace.Slack;
}
