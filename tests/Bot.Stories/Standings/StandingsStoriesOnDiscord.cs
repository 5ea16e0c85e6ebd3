using Bot.Stories.Stage;

namespace Bot.Stories.Standings;

/// <summary>The same stories in a Discord guild.</summary>
public sealed class StandingsStoriesOnDiscord : StandingsStories
{
    private protected override StoryPlace Place => StoryPlace.Discord;
}
