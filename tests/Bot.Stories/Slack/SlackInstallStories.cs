using Bot.SlackEmulation.Api;
using Bot.SlackEmulation.World;
using Bot.Stories.Stage;

namespace Bot.Stories.Slack;

/// <summary>Several workspaces install the app, and one bot serves them.</summary>
public sealed class SlackInstallStories
{
    // The emulated app's own name and secret take the place of the marks.
    private static readonly StorySetup Distributed = new()
    {
        Place = StoryPlace.Slack,
        Settings = new Dictionary<string, string?>
        {
            ["Slack:Mode"] = "http",
            ["Slack:Port"] = "0",
            ["Slack:BotToken"] = null,
            ["Slack:ClientId"] = "the app's",
        },
    };

    private static readonly StorySetup DistributedBeside = Distributed with
    {
        Settings = Distributed.Settings.Where(setting => setting.Key != "Slack:BotToken").ToDictionary(),
    };

    private const string NotBegunHere =
        """
        Redflag was not installed
        This browser did not begin the installation, or began it more than ten minutes ago. Nothing has changed.
        Begin again
        """;

    private const string NoToken =
        """
        Redflag was not installed
        Slack did not finish the installation. Nothing has changed; whoever runs the bot finds the reason in its log.
        Begin again
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_workspaces_install_the_app_and_each_hears_of_its_own_only()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, Distributed);
        using var browser = new InstallBrowser(story);
        var group = story.Slack.Server.Team;
        var oak = new Elsewhere(story, "Oak");

        Assert.Equal(IsInstalled("Study group"), await browser.InstallAsync(group, InstallChoice.Allow, Token));
        Assert.Equal(IsInstalled("Oak"), await browser.InstallAsync(oak.Team, InstallChoice.Allow, Token));
        await story.AsksAsync("ana", "/quiz topic:Tokenization");
        await oak.AsksAsync("quiz topic:Attention", Token);

        var (here, there) = (story.Transcript, oak.Seen);
        Assert.Contains("bot (to ana): Your question\n  What is a token?", here, StringComparison.Ordinal);
        Assert.StartsWith("Your question: ", there, StringComparison.Ordinal);
        Assert.DoesNotContain("What is a token?", there, StringComparison.Ordinal);
        Assert.Equal("2", story.Record.Rows("SELECT count(DISTINCT workspace_id) FROM quiz"));

        await story.AnswersAsync("ana", "a token is a piece of text");
        await oak.AnswersAsync("every token looks at every other", Token);
        await oak.AsksAsync("privacy export", Token);

        Assert.Contains("50 of 100", story.Transcript, StringComparison.Ordinal);
        Assert.Contains("of 100", oak.Seen, StringComparison.Ordinal);
        Assert.Contains(oak.Bob.DirectMessages, post => post.Files.Count > 0);
        Assert.Empty(story.Slack.Member("ana").DirectMessages);
        Assert.Equal("2", story.Record.Rows("SELECT count(DISTINCT workspace_id) FROM answer"));
        Assert.Empty(story.Slack.Server.Refusals);
    }

    [Fact]
    public async Task The_workspace_of_the_settings_works_beside_those_that_install_the_app()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, DistributedBeside);
        using var browser = new InstallBrowser(story);
        var oak = new Elsewhere(story, "Oak");

        await browser.InstallAsync(oak.Team, InstallChoice.Allow, Token);
        await story.AsksAsync("ana", "/quiz topic:Tokenization");
        await oak.AsksAsync("quiz topic:Tokenization", Token);

        Assert.Contains("What is a token?", story.Transcript, StringComparison.Ordinal);
        Assert.Contains("What is a token?", oak.Seen, StringComparison.Ordinal);
        Assert.Equal(oak.Team.Id, story.Record.Rows("SELECT team_id FROM slack_installation"));
    }

    [Fact]
    public async Task What_comes_from_a_workspace_without_the_app_is_passed_over_and_logged_once()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, DistributedBeside);
        using var browser = new InstallBrowser(story);
        var oak = new Elsewhere(story, "Oak");
        await story.UntilAsync("the bot knew its own workspace", () => story.Slack.Server.Calls.Any(call => call.Method == "auth.test"));
        await story.AsksAsync("ana", "/quiz topic:Tokenization");
        browser.Knock();
        oak.Pretend();

        await oak.AsksAsync("quiz topic:Tokenization", Token);
        await oak.AsksAsync("quiz topik:Tokenization", Token);

        Assert.Equal("", oak.Seen);
        Assert.Equal(1, story.Record.Read<int>("SELECT count(*) FROM inbox"));
        Assert.Single(story.Run.Log.All, line => line.Contains($"may not act ({oak.Team.Id})", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Installations_outlive_a_restart_and_the_database_does_not_tell_their_tokens()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, Distributed);
        var oak = new Elsewhere(story, "Oak");
        using (var browser = new InstallBrowser(story))
        {
            await browser.InstallAsync(oak.Team, InstallChoice.Allow, Token);
        }

        await story.RestartAsync();
        new InstallBrowser(story).Dispose();
        await oak.AsksAsync("quiz topic:Tokenization", Token);
        await story.StopAsync();

        Assert.Contains("What is a token?", oak.Seen, StringComparison.Ordinal);
        Assert.Equal(1, story.Record.Read<int>("SELECT count(*) FROM slack_installation"));
        Assert.DoesNotContain(oak.Team.BotToken, story.Record.Bytes(), StringComparison.Ordinal);
        Assert.DoesNotContain("xoxb-", story.Record.Bytes(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_browser_began_or_this_one_too_long_ago_or_twice_is_refused()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, Distributed);
        using var browser = new InstallBrowser(story);
        using var other = new InstallBrowser(story);
        var team = story.Slack.Server.Team;

        var stolen = story.Slack.Server.Choose(await other.BeginAsync(Token), team);
        Assert.Equal(NotBegunHere, await browser.OpenAsync(stolen, Token));
        await browser.BeginAsync(Token);
        Assert.Equal(NotBegunHere, await browser.OpenAsync(stolen, Token));
        Assert.Equal(NotBegunHere, await browser.OpenAsync(new Uri(stolen, $"{stolen.AbsolutePath}?code=x"), Token));

        var late = story.Slack.Server.Choose(await browser.BeginAsync(Token), team);
        story.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(NotBegunHere, await browser.OpenAsync(late, Token));

        Assert.DoesNotContain(story.Slack.Server.Calls, call => call.Method == "oauth.v2.access");
        var back = story.Slack.Server.Choose(await browser.BeginAsync(Token), team);
        var cookie = browser.Cookie;
        Assert.Equal(IsInstalled("Study group"), await browser.OpenAsync(back, Token));
        browser.Cookie = cookie;
        Assert.Equal(NotBegunHere, await browser.OpenAsync(back, Token));
        Assert.Equal(1, story.Slack.Server.Calls.Count(call => call.Method == "oauth.v2.access"));
    }

    [Fact]
    public async Task Whoever_does_not_allow_it_reads_that_nothing_has_changed()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, Distributed);
        using var browser = new InstallBrowser(story);
        var team = story.Slack.Server.Team;

        Assert.Equal(
            """
            Redflag was not installed
            You did not allow it in Slack, so nothing has changed.
            Begin again
            """,
            await browser.InstallAsync(team, InstallChoice.Cancel, Token));
        Assert.Equal(
            """
            Redflag was not installed
            It can be installed in single workspaces, not in a whole organisation. Choose one workspace.
            Begin again
            """,
            await browser.InstallAsync(team, InstallChoice.AllowForOrganisation, Token));
        Assert.Equal(NoToken, await browser.OpenAsync(Forged(story.Slack.Server.Choose(await browser.BeginAsync(Token), team)), Token));

        Assert.Equal(0, story.Record.Read<int>("SELECT count(*) FROM slack_installation"));
    }

    [Fact]
    public async Task The_cookie_of_an_installation_is_for_this_browser_only_and_for_tls_where_there_is_tls()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, Distributed);
        using var browser = new InstallBrowser(story);

        Assert.EndsWith("; max-age=600; path=/slack; samesite=lax; httponly", await browser.CookieOfAsync("http", Token), StringComparison.Ordinal);
        Assert.EndsWith("; max-age=600; path=/slack; secure; samesite=lax; httponly", await browser.CookieOfAsync("https", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_app_is_removed_the_others_go_on_and_installing_it_again_brings_it_back()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, Distributed);
        using var browser = new InstallBrowser(story);
        var group = story.Slack.Server.Team;
        var oak = new Elsewhere(story, "Oak");
        await browser.InstallAsync(group, InstallChoice.Allow, Token);
        await browser.InstallAsync(oak.Team, InstallChoice.Allow, Token);
        await story.AsksAsync("olga", "/schedule add when:09:00 zone:UTC topic:Tokenization");
        await story.SendsAsync("olga");

        oak.Team.Uninstall();
        await story.UntilAsync("the token was gone", () => story.Record.Rows("SELECT team_id FROM slack_installation") == group.Id);
        await story.AsksAsync("ana", "/quiz topic:Tokenization");
        Assert.Contains("What is a token?", story.Transcript, StringComparison.Ordinal);
        Assert.Equal("active", story.Record.Read<string>("SELECT state FROM schedule"));

        story.Pass(TimeSpan.FromSeconds(5));
        await browser.InstallAsync(oak.Team, InstallChoice.Allow, Token);
        await oak.AsksAsync("quiz topic:Tokenization", Token);
        Assert.Contains("What is a token?", oak.Seen, StringComparison.Ordinal);

        group.Uninstall();
        await story.UntilAsync("the schedule was paused", () => story.Record.Read<string>("SELECT state FROM schedule") == "paused");
        Assert.Equal(oak.Team.Id, story.Record.Rows("SELECT team_id FROM slack_installation"));
    }

    [Fact]
    public async Task A_token_that_slack_no_longer_takes_stops_its_workspace_only()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, Distributed);
        using var browser = new InstallBrowser(story);
        var oak = new Elsewhere(story, "Oak");
        await browser.InstallAsync(story.Slack.Server.Team, InstallChoice.Allow, Token);
        await browser.InstallAsync(oak.Team, InstallChoice.Allow, Token);
        oak.Team.RevokeToken();

        await oak.AsksAsync("quiz topic:Tokenization", Token);
        await oak.AsksAsync("quiz topic:Tokenization", Token);
        await story.AsksAsync("ana", "/quiz topic:Tokenization");

        Assert.Contains("What is a token?", story.Transcript, StringComparison.Ordinal);
        Assert.Contains("until the app is installed anew", Assert.Single(story.Run.Log.TakeErrors()), StringComparison.Ordinal);
        await browser.InstallAsync(oak.Team, InstallChoice.Allow, Token);
        await oak.AsksAsync("quiz topic:Tokenization", Token);
        Assert.Contains("What is a token?", oak.Seen, StringComparison.Ordinal);
    }

    private static string IsInstalled(string workspace) =>
        $"""
        Redflag is installed
        It works in {workspace} now. Write /invite @redflag in a channel there, then /redflag help.
        """;

    private static Uri Forged(Uri back) => new(back.AbsoluteUri.Replace("code=", "code=forged", StringComparison.Ordinal));

    /// <summary>A second workspace, with one person in one channel.</summary>
    private sealed class Elsewhere
    {
        private readonly BotStory _story;
        private readonly EmulatedConversation _channel;

        public Elsewhere(BotStory story, string name)
        {
            (_story, Team) = (story, story.Slack.Server.AddTeam(name, isInstalled: false));
            (Bob, _channel) = (Team.AddUser("bob"), Team.AddChannel("general"));
        }

        public EmulatedTeam Team { get; }

        public EmulatedPerson Bob { get; }

        /// <summary>Gets what Bob sees in the channel.</summary>
        public string Seen => string.Join('\n', Bob.Sees(_channel).Select(_story.Slack.View).Select(view => $"{view.Title}: {view.Text}"));

        /// <summary>Has the app installed at Slack, of which the bot hears nothing.</summary>
        public void Pretend() => _story.Slack.Server.Choose(
            new Uri(_story.Slack.Server.ApiBase, $"/oauth/v2/authorize?client_id={_story.Slack.Server.ClientId}&scope=commands"), Team);

        public async Task AsksAsync(string text, CancellationToken cancellationToken)
        {
            await _story.Slack.Server.SlashAsync(Bob, _channel, "/redflag", text, cancellationToken);
            await _story.RestAsync();
        }

        public async Task AnswersAsync(string text, CancellationToken cancellationToken)
        {
            var slack = _story.Slack.Server;
            var question = Bob.Sees(_channel).Last(post => post.Buttons.Any(button => button.Label == "Answer"));
            var pressed = await slack.PressAsync(Bob, question, "Answer", cancellationToken);
            await slack.WaitForAsync("the form was open", () => pressed.Opened is not null, cancellationToken);
            await slack.SubmitViewAsync(Bob, pressed.Opened!, new Dictionary<string, string> { ["text"] = text }, cancellationToken);
            await _story.RestAsync();
        }
    }
}
