using Bot.Stories.Stage;

namespace Bot.Stories.Drills;

/// <summary>The same stories in a Slack workspace.</summary>
public sealed class ScheduleStoriesOnSlack : ScheduleStories
{
    private protected override StoryPlace Place => StoryPlace.Slack;
}
