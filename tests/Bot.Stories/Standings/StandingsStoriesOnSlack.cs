using Bot.Stories.Stage;

namespace Bot.Stories.Standings;

/// <summary>The same stories in a Slack workspace.</summary>
public sealed class StandingsStoriesOnSlack : StandingsStories
{
    private protected override StoryPlace Place => StoryPlace.Slack;
}
