using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bot.Stories.Page;

[Collection(PageStories.Name)]
public sealed class NewcomerStories(Browser browser)
{
    private const string Pack = PageStory.Queues;

    private static readonly DateTimeOffset Monday = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task On_a_first_visit_a_person_is_asked_and_answers_and_sees_each_criterion_judged()
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, Pack);
        await story.EnterAsync("Ana");

        await story.TypeAsync("/quiz");
        await Expect(story.Log).ToContainTextAsync("What is a queue?");
        await Expect(story.Log).ToContainTextAsync("Only you can see this");
        await story.Page.GetByRole(AriaRole.Button, new() { Name = "Answer", Exact = true }).ClickAsync();
        await Expect(story.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("What is a queue?");
        await story.AnswerAsync("Elements leave a queue in the order in which they arrived.");

        var feedback = story.Log.GetByRole(AriaRole.Article).Last;
        await Expect(feedback).ToContainTextAsync("Mixed: 50 of 100");
        await Expect(feedback.GetByRole(AriaRole.Region, new() { Name = "Covered 1", Exact = true })).ToContainTextAsync(
            "Elements leave a queue in the order in which they arrivedYou wrote: Elements leave a queue in the order in which they arrived");
        await Expect(feedback.GetByRole(AriaRole.Region, new() { Name = "Missing 1" })).ToContainTextAsync("Both ends can be reached in constant time");
        await Expect(feedback).ToContainTextAsync("Judged by lexical@1");

        await feedback.GetByRole(AriaRole.Button, new() { Name = "Show a strong answer" }).ClickAsync();
        await Expect(story.Log.GetByRole(AriaRole.Article).Last).ToContainTextAsync("both ends are reached in constant time");
    }

    [Fact]
    public async Task A_group_tried_alone_gets_its_daily_question_answers_it_and_sees_the_reveal_and_the_board()
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, Pack);
        await story.EnterAsync("Ana");

        await story.TypeAsync("/schedule add when:09:00 zone:UTC");
        var form = story.Page.GetByRole(AriaRole.Dialog);
        await Expect(form.GetByLabel("Time zone")).ToHaveValueAsync("UTC");
        await form.GetByRole(AriaRole.Button, new() { Name = "Schedule it" }).ClickAsync();
        await Expect(story.Log).ToContainTextAsync("A question every day at 09:00 (UTC) in this channel, drawn from 1 question.");
        await Expect(story.Log).ToContainTextAsync("Mon 1 Jun 2026, 09:00 (UTC)");

        await story.AdvanceToAsync(Monday.AddHours(1));
        await Expect(story.Log).ToContainTextAsync("Question of the day");
        await Expect(story.Log).ToContainTextAsync("Open until");

        await story.Page.GetByRole(AriaRole.Button, new() { Name = "Answer", Exact = true }).Last.ClickAsync();
        await story.AnswerAsync("Elements leave a queue in the order in which they arrived. Both ends can be reached in constant time.");
        await Expect(story.Log).ToContainTextAsync("Strong: 99 of 100");

        await story.AddMemberAsync("Ben");
        await Expect(story.Log).Not.ToContainTextAsync("Strong: 99 of 100");
        await story.Page.GetByRole(AriaRole.Button, new() { Name = "Answer", Exact = true }).Last.ClickAsync();
        await story.AnswerAsync("Elements leave a queue in the order in which they arrived.");
        await Expect(story.Log).ToContainTextAsync("Mixed: 50 of 100");
        await Expect(story.Log).ToContainTextAsync("Counts for the leaderboard");

        await story.AdvanceToAsync(Monday.AddHours(25));
        var reveal = story.Log.GetByRole(AriaRole.Article).Filter(new() { HasText = "The question of the day is closed" });
        await Expect(reveal).ToContainTextAsync("2 answers");
        await Expect(reveal).ToContainTextAsync("2 of 2: Elements leave a queue in the order in which they arrived");
        await Expect(reveal).ToContainTextAsync("1 of 2: Both ends can be reached in constant time");

        await story.TypeAsync("/leaderboard");
        var board = story.Log.GetByRole(AriaRole.Article).Filter(new() { HasText = "Leaderboard" }).Last;
        await Expect(board.GetByRole(AriaRole.Table)).ToMatchAriaSnapshotAsync(
            """
            - table:
              - rowgroup:
                - row "Rank Name Points More"
              - rowgroup:
                - row "1 Ana 99 1 answer"
                - row "2 Ben you 50 1 answer"
            """);

        await story.RestartAsync();
        await story.Page.ReloadAsync();
        await Expect(story.Log).ToContainTextAsync("The question of the day is closed");
        await Expect(story.Log.GetByRole(AriaRole.Row, new() { Name = "2 Ben you 50 1 answer" })).ToBeVisibleAsync();
        await Expect(story.Log).ToContainTextAsync("Mixed: 50 of 100");
    }

    [Fact]
    public async Task What_a_form_lacks_is_said_beside_the_field_and_nothing_that_was_typed_is_lost()
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, Pack);
        await story.EnterAsync("Ana");

        await story.TypeAsync("/schedule add when:09:00 zone:Europe/Berlim");
        var form = story.Page.GetByRole(AriaRole.Dialog);
        await form.GetByRole(AriaRole.Button, new() { Name = "Schedule it" }).ClickAsync();

        await Expect(form).ToContainTextAsync("Europe/Berlin");
        await Expect(form.GetByLabel("Time zone")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(form.GetByLabel("Time zone")).ToHaveValueAsync("Europe/Berlim");
        await form.GetByLabel("Time zone").FillAsync("Europe/Berlin");
        await form.GetByLabel("When").FillAsync("0 0 9 30 2 ?");
        await form.GetByRole(AriaRole.Button, new() { Name = "Schedule it" }).ClickAsync();
        await Expect(form).ToContainTextAsync("never fires");
        await form.GetByLabel("When").FillAsync("9am weekdays");
        await form.GetByLabel("Topics").FillAsync("Quues");
        await form.GetByRole(AriaRole.Button, new() { Name = "Schedule it" }).ClickAsync();

        await Expect(story.Log).ToContainTextAsync("No question matches these topics, levels and kinds. Topics are: Structures, Queues.");
        await story.Page.GetByRole(AriaRole.Button, new() { Name = "Correct it" }).ClickAsync();
        await Expect(form.GetByLabel("Topics")).ToHaveValueAsync("Quues");
        await form.GetByLabel("Topics").FillAsync("Queues");
        await form.GetByRole(AriaRole.Button, new() { Name = "Schedule it" }).ClickAsync();
        await Expect(story.Log).ToContainTextAsync("A question weekdays at 09:00 (Europe/Berlin) in this channel");
    }

    [Fact]
    public async Task The_keyboard_alone_suffices_from_the_command_list_to_the_feedback()
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, Pack);
        await story.EnterAsync("Ana");

        await Expect(story.Composer).ToBeFocusedAsync();
        await story.Page.Keyboard.TypeAsync("/qu");
        await Expect(story.Page.GetByRole(AriaRole.Option)).ToContainTextAsync(["/quiz"]);
        await story.Page.Keyboard.PressAsync("Tab");
        await story.Page.Keyboard.PressAsync("Escape");
        await story.Page.Keyboard.PressAsync("Enter");
        await Expect(story.Log).ToContainTextAsync("What is a queue?");
        await story.Page.Keyboard.TypeAsync("Elements leave a queue in the order");
        await story.Page.Keyboard.PressAsync("Enter");
        var answer = story.Page.GetByRole(AriaRole.Dialog).GetByLabel("Answer in your own words");
        await Expect(answer).ToHaveValueAsync("Elements leave a queue in the order");
        await Expect(answer).ToBeFocusedAsync();
        await answer.PressAsync("End");
        await story.Page.Keyboard.TypeAsync(" in which they arrived.");
        await story.Page.Keyboard.PressAsync("Tab");
        await story.Page.Keyboard.PressAsync("Tab");
        await story.Page.Keyboard.PressAsync("Enter");

        await Expect(story.Log).ToContainTextAsync("Mixed: 50 of 100");
    }

    [Fact]
    public async Task A_mistyped_command_is_answered_with_the_nearest_one()
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, Pack);
        await story.EnterAsync("Ana");

        await story.TypeAsync("/quizz");

        await Expect(story.Page.Locator("body")).ToContainTextAsync("Did you mean /quiz?");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Nothing_on_the_page_keeps_a_screen_reader_out(ColorScheme scheme)
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, Pack);
        await story.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await story.EnterAsync("Ana");
        await story.TypeAsync("/quiz");
        await story.Page.GetByRole(AriaRole.Button, new() { Name = "Answer", Exact = true }).ClickAsync();
        var withForm = await story.Page.RunAxe();
        await story.AnswerAsync("Elements leave a queue in the order in which they arrived.");
        await Expect(story.Log).ToContainTextAsync("Mixed: 50 of 100");
        var withFeedback = await story.Page.RunAxe();

        Assert.Empty(withForm.Violations.Select(violation => $"{violation.Id}: {violation.Help}"));
        Assert.Empty(withFeedback.Violations.Select(violation => $"{violation.Id}: {violation.Help}"));
    }
}
