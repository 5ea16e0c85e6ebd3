using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bot.Stories.Page;

[Collection(PageStories.Name)]
public sealed class WritingStories(Browser browser)
{
    private static readonly DateTimeOffset Monday = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_slash_shows_the_commands_by_group_and_the_keyboard_finds_one_with_its_options_and_values()
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, PageStory.Queues);
        await story.EnterAsync("Ana");
        var listed = story.Page.GetByRole(AriaRole.Listbox);

        await Expect(story.Composer).ToBeFocusedAsync();
        await story.Page.Keyboard.TypeAsync("/");
        await Expect(listed.GetByRole(AriaRole.Group, new() { Name = "Practice" })).ToContainTextAsync("/quizOne question now, just for you");
        await Expect(listed.GetByRole(AriaRole.Group, new() { Name = "The group" })).ToContainTextAsync("/leaderboard");
        await Expect(listed.GetByRole(AriaRole.Group, new() { Name = "For organisers" })).ToContainTextAsync("/schedule add");

        await story.Page.Keyboard.TypeAsync("qu");
        await Expect(story.Page.GetByRole(AriaRole.Option, new() { Selected = true })).ToContainTextAsync("/quiz");
        await story.Page.Keyboard.PressAsync("Enter");
        await Expect(listed).ToContainTextAsync("levelHow demanding it is");
        await story.Page.Keyboard.PressAsync("ArrowDown");
        await story.Page.Keyboard.PressAsync("ArrowDown");
        await story.Page.Keyboard.PressAsync("Tab");
        await Expect(story.Composer).ToHaveValueAsync("/quiz level:");
        await story.Page.Keyboard.TypeAsync("co");
        await story.Page.Keyboard.PressAsync("Enter");
        await Expect(story.Composer).ToHaveValueAsync("/quiz level:core ");
        await story.Page.Keyboard.PressAsync("Escape");
        await Expect(listed).ToBeHiddenAsync();
        await story.Page.Keyboard.PressAsync("Enter");

        await Expect(story.Log).ToContainTextAsync("What is a queue?");
        await Expect(story.Composer).ToHaveValueAsync("");
    }

    [Fact]
    public async Task What_only_organisers_may_do_is_marked_for_everybody_else()
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, PageStory.Queues);
        await story.EnterAsync("Ana");
        var command = story.Page.GetByRole(AriaRole.Option, new() { Name = "/schedule add" });

        await story.Composer.FillAsync("/schedule add");
        await Expect(command).Not.ToContainTextAsync("organisers only");
        await story.Composer.FillAsync("");

        await story.AddMemberAsync("Ben");
        await story.Composer.FillAsync("/schedule add");
        await Expect(command).ToContainTextAsync("organisers only");
    }

    [Fact]
    public async Task A_file_is_attached_to_a_form_and_read()
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, PageStory.Queues);
        await story.EnterAsync("Ana");
        var form = story.Page.GetByRole(AriaRole.Dialog);

        await story.TypeAsync("/bank import");
        await form.GetByRole(AriaRole.Button, new() { Name = "Show what is in it" }).ClickAsync();
        await Expect(form.GetByText("Attach a file, or paste at least one question.")).ToBeVisibleAsync();
        await form.GetByLabel("A file").SetInputFilesAsync(new FilePayload
        {
            Name = "stacks.md",
            MimeType = "text/markdown",
            Buffer = Encoding.UTF8.GetBytes($"# Stacks\n\n## What is a stack?\n\nThe last to come is the first to go. {new string('x', 100_000)}\n"),
        });
        await form.GetByRole(AriaRole.Button, new() { Name = "Show what is in it" }).ClickAsync();

        await Expect(form).ToBeHiddenAsync();
        await Expect(story.Log).ToContainTextAsync("1 question, not stored yet");
        await Expect(story.Log).ToContainTextAsync("What is a stack?");
        await story.Page.GetByRole(AriaRole.Button, new() { Name = "Store them", Exact = true }).ClickAsync();
        await Expect(story.Log).ToContainTextAsync("1 added");
    }

    [Fact]
    public async Task What_could_not_be_sent_stays_with_the_reason_beside_it_also_when_the_page_is_loaded_again()
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, PageStory.Queues);
        await story.EnterAsync("Ana");
        await using (await story.CutOffAsync())
        {
            await story.TypeAsync("/leaderboard period:week");
            await Expect(story.Page.GetByText("The bot cannot be reached. Your text is kept here: please send it again.")).ToBeVisibleAsync();
            await Expect(story.Composer).ToHaveValueAsync("/leaderboard period:week");
        }

        await story.Page.ReloadAsync();
        await Expect(story.Composer).ToHaveValueAsync("/leaderboard period:week");
        await story.Composer.PressAsync("Escape");
        await story.Composer.PressAsync("Enter");

        await Expect(story.Log.GetByRole(AriaRole.Heading, new() { Name = "Leaderboard of this week" })).ToHaveCountAsync(1);
        await Expect(story.Composer).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Each_conversation_keeps_its_own_draft()
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, PageStory.Queues);
        await story.EnterAsync("Ana");

        await story.Composer.FillAsync("a queue is");
        await story.Page.GetByRole(AriaRole.Button, new() { Name = "Direct messages" }).ClickAsync();
        await Expect(story.Composer).ToHaveValueAsync("");
        await story.Page.GetByRole(AriaRole.Button, new() { Name = "general" }).ClickAsync();
        await Expect(story.Composer).ToHaveValueAsync("a queue is");
    }

    [Fact]
    public async Task The_arrow_up_brings_back_what_was_sent_and_down_what_was_not()
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, PageStory.Queues);
        await story.EnterAsync("Ana");
        await story.TypeAsync("/leaderboard");
        await Expect(story.Composer).ToHaveValueAsync("");
        await story.TypeAsync("/help");
        await Expect(story.Composer).ToHaveValueAsync("");

        await story.Composer.PressAsync("ArrowUp");
        await Expect(story.Composer).ToHaveValueAsync("/help");
        await story.Composer.PressAsync("ArrowUp");
        await Expect(story.Composer).ToHaveValueAsync("/leaderboard");
        await story.Composer.PressAsync("ArrowUp");
        await Expect(story.Composer).ToHaveValueAsync("/leaderboard");
        await story.Composer.PressAsync("ArrowDown");
        await story.Composer.PressAsync("ArrowDown");
        await Expect(story.Composer).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Whoever_writes_without_a_slash_is_told_what_that_does_here()
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, PageStory.Queues);
        await story.EnterAsync("Ana");

        await story.Composer.FillAsync("A queue is first in, first out.");

        await Expect(story.Composer).ToHaveAccessibleDescriptionAsync(
            "Enter opens the answer form with this text, for your latest question. Commands begin with /.");
        await story.Composer.PressAsync("Enter");
        await Expect(story.Log).ToContainTextAsync("There is nothing to answer yet");
        await Expect(story.Composer).ToHaveValueAsync("A queue is first in, first out.");
    }

    [Fact]
    public async Task A_form_shows_how_much_room_is_left_asks_before_it_closes_over_text_and_is_sent_by_keyboard()
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, PageStory.Queues);
        await story.EnterAsync("Ana");
        await story.TypeAsync("/quiz");
        await story.Page.GetByRole(AriaRole.Button, new() { Name = "Answer", Exact = true }).ClickAsync();
        var form = story.Page.GetByRole(AriaRole.Dialog);
        var answer = form.GetByLabel("Answer in your own words");

        await form.GetByRole(AriaRole.Button, new() { Name = "Send answer" }).ClickAsync();
        await Expect(form).ToContainTextAsync("Please fill this in.");
        await Expect(answer).ToBeFocusedAsync();
        await answer.FillAsync("Elements leave a queue in the order in which they arrived.");
        await Expect(form).ToContainTextAsync("3,942 left");
        await answer.FillAsync(new string('a', 4_001));
        await Expect(form).ToContainTextAsync("1 too many");
        await answer.FillAsync("Elements leave a queue in the order in which they arrived.");

        await answer.PressAsync("Escape");
        await Expect(form.GetByRole(AriaRole.Button, new() { Name = "Keep writing" })).ToBeFocusedAsync();
        await story.Page.Keyboard.PressAsync("Enter");
        await Expect(answer).ToBeFocusedAsync();
        await answer.PressAsync("Escape");
        await form.GetByRole(AriaRole.Button, new() { Name = "Close, keep the draft" }).ClickAsync();
        await Expect(form).ToBeHiddenAsync();
        await Expect(story.Composer).ToBeFocusedAsync();

        await story.Page.GetByRole(AriaRole.Button, new() { Name = "Answer", Exact = true }).ClickAsync();
        await Expect(form).ToContainTextAsync("Your draft from before is back.");
        await answer.PressAsync("Control+Enter");
        await Expect(story.Log).ToContainTextAsync("Mixed: 50 of 100");
    }
}
