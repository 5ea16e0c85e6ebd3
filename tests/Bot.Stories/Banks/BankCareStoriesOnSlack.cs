using Bot.Stories.Stage;

namespace Bot.Stories.Banks;

/// <summary>The same stories in a Slack workspace.</summary>
public sealed class BankCareStoriesOnSlack : BankCareStories
{
    private protected override StoryPlace Place => StoryPlace.Slack;
}
