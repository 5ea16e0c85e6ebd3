using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bot.Stories.Page;

[Collection(PageStories.Name)]
public sealed class RoundPageStories(Browser browser)
{
    private const string Pack =
        """
        pack: queues
        title: Queues
        questions:
          - key: what-is-a-queue
            stem: What is a queue?
            sectionPath: [Queues]
            keyPoints: [Elements leave a queue in the order in which they arrived]
            shortAnswer: First in, first out.
        """;

    private static readonly DateTimeOffset Monday = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_round_counts_down_takes_an_answer_and_ends_with_the_standings_and_all_of_it_outlives_a_reload()
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, Pack);
        await story.EnterAsync("Ana");

        await story.TypeAsync("/drill start questions:1 seconds:30");
        await Expect(story.Log).ToContainTextAsync("Rapid-fire round");
        await Expect(story.Log.GetByRole(AriaRole.Timer, new() { Name = "First question" })).ToBeVisibleAsync();
        await story.AdvanceToAsync(Monday.AddSeconds(20));
        await Expect(story.Log).ToContainTextAsync("Question 1 of 1");
        await Expect(story.Log.GetByRole(AriaRole.Timer, new() { Name = "Time left" })).ToBeVisibleAsync();
        await story.Page.GetByRole(AriaRole.Button, new() { Name = "Answer", Exact = true }).ClickAsync();
        await story.AnswerAsync("Elements leave a queue in the order in which they arrived.");
        await Expect(story.Log).ToContainTextAsync("That would convince an interviewer.");
        await story.AdvanceToAsync(Monday.AddSeconds(50));
        await Expect(story.Log).ToContainTextAsync("The round is over");
        await story.Page.ReloadAsync();

        await Expect(story.Log.GetByRole(AriaRole.Article).Last).ToContainTextAsync("The round is over");
        await Expect(story.Log.GetByRole(AriaRole.Timer, new() { Name = "First question" })).ToBeHiddenAsync();
        await Expect(story.Log.GetByRole(AriaRole.Article).Last.GetByRole(AriaRole.Row).Last).ToContainTextAsync("Ana");
    }
}
