using Bot.Core.Chat;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bot.Stories.Page;

[Collection(PageStories.Name)]
public sealed class FrameStories(Browser browser)
{
    private static readonly DateTimeOffset Monday = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Whoever_knows_no_commands_finds_the_usual_ones_a_click_away()
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, PageStory.Queues);
        await story.EnterAsync("Ana");
        await story.Composer.FillAsync("a half-written thought");
        var actions = story.Page.GetByRole(AriaRole.Region, new() { Name = "Quick actions" });

        await actions.GetByRole(AriaRole.Button, new() { Name = "Quiz me" }).ClickAsync();
        await Expect(story.Log).ToContainTextAsync("What is a queue?");
        await actions.GetByRole(AriaRole.Button, new() { Name = "Leaderboard" }).ClickAsync();
        await Expect(story.Log).ToContainTextAsync("Nobody has points yet.");
        await actions.GetByRole(AriaRole.Button, new() { Name = "Schedules" }).ClickAsync();
        await Expect(story.Log).ToContainTextAsync("/schedule add");
        await Expect(story.Composer).ToHaveValueAsync("a half-written thought");

        await story.AddMemberAsync("Ben");
        await Expect(actions.GetByRole(AriaRole.Button, new() { Name = "Quiz me" })).ToBeVisibleAsync();
        await Expect(actions.GetByRole(AriaRole.Button, new() { Name = "Schedules" })).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Whoever_leaves_is_told_so_although_the_page_goes_on_as_another_member()
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, PageStory.Queues);
        await story.EnterAsync("Ana");
        await story.AddMemberAsync("Ben");
        await story.TypeAsync("/privacy delete");

        await story.Log.GetByRole(AriaRole.Button, new() { Name = "Delete everything" }).ClickAsync();

        await Expect(story.Page.GetByRole(AriaRole.Button, new() { Name = "You are: Ana" })).ToBeVisibleAsync();
        await Expect(story.Log).ToContainTextAsync("Ben has left, and all that I kept of them is deleted.");
    }

    [Fact]
    public async Task A_first_visit_says_what_to_do_first_and_one_click_does_it()
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, PageStory.Queues);
        await story.EnterAsync("Ana");

        await Expect(story.Log).ToContainTextAsync("Hello, Ana.");
        await story.Log.GetByRole(AriaRole.Button, new() { Name = "Set the group’s hour" }).ClickAsync();
        await Expect(story.Page.GetByRole(AriaRole.Dialog, new() { Name = "Schedule a daily question" })).ToBeVisibleAsync();
        await story.Page.Keyboard.PressAsync("Escape");
        await story.Log.GetByRole(AriaRole.Button, new() { Name = "Quiz me" }).ClickAsync();
        await Expect(story.Log).ToContainTextAsync("What is a queue?");
    }

    [Fact]
    public async Task On_a_phone_channels_and_people_lie_in_a_drawer_and_everything_is_large_enough_to_touch()
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, PageStory.Queues, new()
        {
            ViewportSize = new() { Width = 360, Height = 740 },
            HasTouch = true,
            IsMobile = true,
        });
        await story.EnterAsync("Ana");
        await story.AddMemberAsync("Ben");
        await story.TypeAsync("/quiz");
        await story.Log.GetByRole(AriaRole.Button, new() { Name = "Answer", Exact = true }).TapAsync();
        var withForm = await TooSmallAsync(story.Page);
        await story.AnswerAsync("Elements leave a queue in the order in which they arrived.");
        await Expect(story.Log).ToContainTextAsync("Mixed: 50 of 100");
        await story.TypeAsync("/help");
        await Expect(story.Log).ToContainTextAsync("What I can do");
        var withMessages = await TooSmallAsync(story.Page);

        var drawer = story.Page.GetByRole(AriaRole.Navigation, new() { Name = "Conversations and people" });
        await Expect(drawer).ToBeHiddenAsync();
        await story.Page.GetByRole(AriaRole.Button, new() { Name = "Channels and people" }).TapAsync();
        await Expect(drawer.GetByRole(AriaRole.Button, new() { Name = "general" })).ToBeFocusedAsync();
        var withDrawer = await TooSmallAsync(story.Page);
        var axe = await story.Page.RunAxe();
        await story.Page.Keyboard.PressAsync("Escape");
        await Expect(drawer).ToBeHiddenAsync();
        await story.Page.GetByRole(AriaRole.Button, new() { Name = "Channels and people" }).TapAsync();
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Ana" }).TapAsync();

        await Expect(drawer).ToBeHiddenAsync();
        await Expect(story.Page.GetByRole(AriaRole.Button, new() { Name = "You are: Ana" })).ToBeVisibleAsync();
        Assert.Equal(360, await story.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(withForm);
        Assert.Empty(withMessages);
        Assert.Empty(withDrawer);
        Assert.Empty(axe.Violations.Select(violation => $"{violation.Id}: {violation.Help}"));
    }

    [Fact]
    public async Task Nine_tabs_of_one_browser_all_hear_what_is_said_and_all_can_speak()
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, PageStory.Queues);
        await story.EnterAsync("Ana");
        var tabs = new List<IPage> { story.Page };
        for (var i = 2; i <= 9; i++)
        {
            tabs.Add(await story.OpenTabAsync());
            await Expect(tabs[^1].GetByRole(AriaRole.Textbox, new() { Name = "Message" })).ToBeVisibleAsync(new() { Timeout = 20_000 });
        }

        await story.HearsAsync(new MessageView { Text = "Good morning, everybody." });
        foreach (var tab in tabs)
        {
            await Expect(tab.GetByRole(AriaRole.Log)).ToContainTextAsync("Good morning, everybody.", new() { Timeout = 20_000 });
        }

        await tabs[^1].GetByRole(AriaRole.Button, new() { Name = "Leaderboard" }).ClickAsync();
        foreach (var tab in tabs)
        {
            await Expect(tab.GetByRole(AriaRole.Log)).ToContainTextAsync("Nobody has points yet.", new() { Timeout = 20_000 });
        }
    }

    [Fact]
    public async Task The_colours_can_be_chosen_and_stay_chosen()
    {
        await using var story = await PageStory.BeginAsync(browser, Monday, PageStory.Queues, new() { ColorScheme = ColorScheme.Light });
        await story.EnterAsync("Ana");
        var colours = story.Page.GetByRole(AriaRole.Button, new() { Name = "Colours: as this machine" });

        await colours.ClickAsync();
        await story.Page.GetByRole(AriaRole.Button, new() { Name = "Colours: light" }).ClickAsync();
        await story.Page.ReloadAsync();

        await Expect(story.Page.GetByRole(AriaRole.Button, new() { Name = "Colours: dark" })).ToBeVisibleAsync();
        await Expect(story.Page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(25, 23, 20)");
    }

    // WCAG 2.5.5: a target is at least 44 by 44 pixels.
    private static Task<string[]> TooSmallAsync(IPage page) => page.EvaluateAsync<string[]>(
        """
        () => [...document.querySelectorAll('button, input, select, textarea')]
          .filter(element => element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert]'))
          .map(element => ({ element, box: element.getBoundingClientRect() }))
          .filter(({ box }) => box.width < 43.5 || box.height < 43.5)
          .map(({ element, box }) => `${element.getAttribute('aria-label') ?? element.textContent}: ${box.width} by ${box.height}`)
        """);
}
