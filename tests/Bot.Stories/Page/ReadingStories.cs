using Bot.Core.Chat;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bot.Stories.Page;

[Collection(PageStories.Name)]
public sealed class ReadingStories(Browser browser)
{
    private static readonly DateTimeOffset Monday = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly MessageView Board = new()
    {
        Title = "Leaderboard of this week",
        Standings =
        [
            new StandingView(1, "Ana", 1_284, "14 answers", IsReader: false),
            new StandingView(2, "Ben", 1_100, "12 answers", IsReader: false),
            new StandingView(2, "Chidi", 1_100, "13 answers", IsReader: false),
            new StandingView(17, "Dana", 120, "2 answers", IsReader: true) { FollowsGap = true },
        ],
    };

    [Fact]
    public async Task Feedback_marks_in_the_members_own_words_what_decided_each_criterion()
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, PageStory.Queues);
        await story.EnterAsync("Ana");
        await story.HearsAsync(new MessageView
        {
            Title = "Weak: 31 of 100",
            Text = "The points that an interviewer waits for are below.",
            Score = new ScoreView(31, ScoreMark.Weak),
            Criteria =
            [
                new CriterionView(CriterionMark.Covered, "Elements leave in the order of arrival", "first in, first out"),
                new CriterionView(CriterionMark.Partly, "Names a use", "printers queue jobs"),
                new CriterionView(CriterionMark.Missing, "Both ends are reached in constant time"),
                new CriterionView(CriterionMark.Raised, "Takes it for a stack", "the newest job leaves first"),
            ],
            Fields =
            [
                new FieldView("An interviewer would ask next", "• What is a deque?"),
                new FieldView("You wrote", "It is first in, first out: printers queue jobs, and the newest job leaves first."),
            ],
        });
        var feedback = story.Log.GetByRole(AriaRole.Article);

        await Expect(feedback.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToHaveTextAsync("Weak: 31 of 100");
        await Expect(feedback.GetByRole(AriaRole.Region, new() { Name = "Red flags 1" })).ToContainTextAsync("Takes it for a stackYou wrote: the newest job leaves first");
        await Expect(feedback.GetByRole(AriaRole.Region, new() { Name = "Missing 1" })).ToContainTextAsync("Both ends are reached in constant time");
        await Expect(feedback.Locator("mark")).ToHaveTextAsync(
        [
            "first in, first out (covers: Elements leave in the order of arrival)",
            "printers queue jobs (covers in part: Names a use)",
            "the newest job leaves first (raises a red flag: Takes it for a stack)",
        ]);
        await Expect(feedback.GetByRole(AriaRole.Complementary, new() { Name = "An interviewer would ask next" })).ToContainTextAsync("What is a deque?");
    }

    [Fact]
    public async Task Evidence_that_two_criteria_share_is_marked_for_both_and_what_is_not_in_the_answer_is_only_quoted()
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, PageStory.Queues);
        await story.EnterAsync("Ana");
        await story.HearsAsync(new MessageView
        {
            Title = "Strong: 90 of 100",
            Score = new ScoreView(90, ScoreMark.Strong),
            Criteria =
            [
                new CriterionView(CriterionMark.Covered, "Order", "in order, at both ends"),
                new CriterionView(CriterionMark.Covered, "Ends", "at both ends"),
                new CriterionView(CriterionMark.Covered, "Cost", "<b>elsewhere</b>"),
            ],
            Fields = [new FieldView("You wrote", "One after the other, in order, at both ends.")],
        });
        var feedback = story.Log.GetByRole(AriaRole.Article);

        await Expect(feedback.Locator("mark")).ToHaveTextAsync(["in order, ", "at both ends (covers: Order) (covers: Ends)"]);
        await Expect(feedback.GetByRole(AriaRole.Region, new() { Name = "Covered 3" })).ToContainTextAsync("You wrote: <b>elsewhere</b>");
        await Expect(feedback.GetByRole(AriaRole.Blockquote)).ToContainTextAsync("One after the other, in order, at both ends");
    }

    [Fact]
    public async Task Standings_are_a_table_with_the_readers_line_marked_and_a_gap_where_places_are_left_out()
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, PageStory.Queues);
        await story.EnterAsync("Dana");
        await story.HearsAsync(Board);

        await Expect(story.Log.GetByRole(AriaRole.Table)).ToMatchAriaSnapshotAsync(
            """
            - table:
              - rowgroup:
                - row "Rank Name Points More"
              - rowgroup:
                - row "1 Ana 1,284 14 answers"
                - row "2 Ben 1,100 12 answers"
                - row "2 Chidi 1,100 13 answers"
                - row "Some places are left out here."
                - row "17 Dana you 120 2 answers"
            """);
    }

    [Fact]
    public async Task Points_in_a_text_are_a_list_and_what_stands_around_them_stays_text()
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, PageStory.Queues);
        await story.EnterAsync("Dana");
        await story.HearsAsync(new MessageView { Title = "What I keep", Text = "Of you:\n• your name\n• your answers\nNothing else.\nReally." });

        await Expect(story.Log.GetByRole(AriaRole.List)).ToMatchAriaSnapshotAsync(
            """
            - list:
              - listitem: your name
              - listitem: your answers
            """);
        await Expect(story.Log.GetByText("Nothing else.\nReally.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_countdown_runs_by_the_bots_clock_is_said_at_few_moments_and_its_button_works_to_the_end_and_beyond()
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, PageStory.Queues);
        await story.Page.Clock.InstallAsync(new() { TimeDate = Monday.AddMinutes(10).UtcDateTime });
        await story.EnterAsync("Ana");
        await story.Page.Clock.PauseAtAsync(Monday.AddHours(2).UtcDateTime);
        await story.Page.ReloadAsync();
        await Expect(story.Log).ToContainTextAsync("Begin here:");

        await story.HearsAsync(new MessageView
        {
            Title = "Question 1 of 5",
            Text = "What is a queue?",
            Countdown = new CountdownView("Time left", Monday.AddSeconds(40)),
            Buttons = [new ButtonView("Answer", "answer", "", ButtonStyle.Primary)],
        });
        var countdown = story.Log.GetByRole(AriaRole.Timer, new() { Name = "Time left" });
        var said = story.Page.Locator("#announcer");

        await Expect(countdown).ToHaveTextAsync("Time left 0:40");
        await story.Page.Clock.RunForAsync(8_000);
        await Expect(countdown).ToHaveTextAsync("Time left 0:32");
        await Expect(said).ToBeEmptyAsync();
        await story.Page.Clock.RunForAsync(2_000);
        await Expect(said).ToHaveTextAsync("Time left: 30 seconds.");
        await story.Page.Clock.RunForAsync(29_000);
        await Expect(countdown).ToHaveTextAsync("Time left 0:01");
        await Expect(said).ToHaveTextAsync("Time left: 10 seconds.");
        await story.Page.Clock.RunForAsync(2_000);
        await Expect(countdown).ToHaveTextAsync("Time is up");
        await Expect(said).ToHaveTextAsync("Time is up.");

        await Expect(story.Log.GetByRole(AriaRole.Article)).ToHaveClassAsync("message closed");
        await story.Log.GetByRole(AriaRole.Button, new() { Name = "Answer" }).ClickAsync();
        await Expect(story.Log.GetByRole(AriaRole.Article)).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task What_came_while_the_reader_was_elsewhere_is_counted_and_a_line_shows_where_it_begins()
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, PageStory.Queues);
        await story.EnterAsync("Ana");
        await story.HearsAsync(new MessageView { Text = "Seen." });
        await Expect(story.Log).ToContainTextAsync("Seen.");
        await story.Page.GetByRole(AriaRole.Button, new() { Name = "Direct messages" }).ClickAsync();
        await Expect(story.Log).ToContainTextAsync("Nothing has come yet.");

        await story.HearsAsync(new MessageView { Text = "First of two." });
        await story.HearsAsync(new MessageView { Text = "Second of two." });
        var general = story.Page.GetByRole(AriaRole.Button, new() { Name = "general" });
        await Expect(general).ToHaveAccessibleNameAsync("general 2 unread");
        await Expect(story.Page).ToHaveTitleAsync("(2) Redflag");
        await general.ClickAsync();

        await Expect(story.Log).ToMatchAriaSnapshotAsync(
            """
            - log:
              - separator: Today
              - article:
                - paragraph: Seen.
              - separator: New
              - article:
                - paragraph: First of two.
              - article:
                - paragraph: Second of two.
            """);
        await Expect(general).ToHaveAccessibleNameAsync("general");
    }

    [Fact]
    public async Task A_message_that_comes_while_one_reads_further_up_leaves_one_there_and_offers_the_way_down()
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, PageStory.Queues);
        await story.EnterAsync("Ana");
        for (var i = 1; i <= 8; i++)
        {
            await story.HearsAsync(Board with { Title = $"Board {i}" });
        }

        await Expect(story.Log.GetByText("Board 8")).ToBeVisibleAsync();
        await story.Log.GetByText("Board 1", new() { Exact = true }).ScrollIntoViewIfNeededAsync();
        var down = story.Page.GetByRole(AriaRole.Button, new() { Name = "Latest messages" });
        await Expect(down).ToBeVisibleAsync();

        await story.HearsAsync(new MessageView { Text = "Something new." });
        var news = story.Page.GetByRole(AriaRole.Button, new() { Name = "1 new message" });
        await Expect(news).ToBeVisibleAsync();
        await Expect(story.Log.GetByText("Board 1", new() { Exact = true })).ToBeInViewportAsync();
        await news.ClickAsync();

        await Expect(story.Log.GetByText("Something new.")).ToBeInViewportAsync();
        await Expect(news).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Rounds_boards_and_the_command_help_keep_nobody_out(ColorScheme scheme)
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, PageStory.Queues);
        await story.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await story.EnterAsync("Dana");
        var first = await story.Page.RunAxe();
        await story.HearsAsync(new MessageView
        {
            Title = "Question 1 of 5",
            Text = "What is a queue?",
            Countdown = new CountdownView("Time left", Monday),
            Buttons = [new ButtonView("Answer", "answer", "")],
        });
        await story.HearsAsync(Board with { Countdown = new CountdownView("Next round", Monday.AddDays(1)) });
        await story.TypeAsync("/help");
        await Expect(story.Log).ToContainTextAsync("What I can do");
        await story.Composer.FillAsync("/");
        await Expect(story.Page.GetByRole(AriaRole.Listbox)).ToBeVisibleAsync();
        var withCommands = await story.Page.RunAxe();
        await story.Composer.FillAsync("/quiz ");
        await Expect(story.Page.GetByRole(AriaRole.Option, new() { Name = "level" })).ToBeVisibleAsync();
        var withOptions = await story.Page.RunAxe();

        Assert.Empty(first.Violations.Select(violation => $"{violation.Id}: {violation.Help}"));
        Assert.Empty(withCommands.Violations.Select(violation => $"{violation.Id}: {violation.Help} {violation.Nodes[0].Html}"));
        Assert.Empty(withOptions.Violations.Select(violation => $"{violation.Id}: {violation.Help} {violation.Nodes[0].Html}"));
    }
}
