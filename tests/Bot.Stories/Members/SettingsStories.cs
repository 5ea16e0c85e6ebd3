using Bot.Core.Chat;
using Bot.Stories.Drills;
using Bot.Stories.Stage;

namespace Bot.Stories.Members;

public class SettingsStories : GroupStories
{
    [Fact]
    public async Task An_organiser_sees_and_changes_what_is_set()
    {
        await using var story = await BeginAsync(Given.MondayMorning);

        await story.AsksAsync("olga", "/settings show");
        await story.PressesAsync("olga", "Change the group's");
        await story.SendsAsync("olga", ("zone", "Berlin"), ("channel", "here"), ("window", "soon"));
        if (Place is StoryPlace.Slack)
        {
            Assert.Equal(
                """zone: Time zone: "Berlin" is not a time zone: did you mean "Europe/Berlin"? | window: Answers count for: I cannot read "soon". Write a time such as 90 min or 8 h, or default.""",
                story.Slack.FaultsOf("olga"));
            await story.SendsAsync("olga", ("zone", "Europe/Berlin"), ("window", "90 min"));
            Assert.Contains("bot (to olga): Saved for the group\n  • Time zone: Europe/Berlin\n  • New schedules post in the channel drills.", story.Transcript, StringComparison.Ordinal);
            return;
        }

        await story.PressesAsync("olga", "Correct it");
        await story.SendsAsync("olga", ("zone", "Europe/Berlin"), ("window", "90 min"), ("reveal", "2 h"), ("keep", "90"));
        await story.AsksAsync("olga", "/settings group");

        Assert.Equal(
            Here("""
            olga: /settings show
            bot (to olga): Settings
              Yours:
                • Time zone: UTC, the group's
                • Others see you on boards and in reveals.
              The group's:
                • Time zone: UTC
                • New schedules post in the channel in which they are made.
                • Answers to a daily question count until the next one, at most 24 h.
                • It is revealed at once.
                • The words of answers are kept for 365 days.
              (/settings organisers shows who may change the group's)
              [Change yours] [Change the group's]
            olga presses [Change the group's]
            form (for olga): The group's settings
              Running questions keep the times with which they were posted.
              zone: UTC
              reveal: at once
            olga sends zone: Berlin channel: here window: soon
            bot (to olga): Nothing was changed
              Time zone: "Berlin" is not a time zone: did you mean "Europe/Berlin"?
              Answers count for: I cannot read "soon". Write a time such as 90 min or 8 h, or default.
              What you entered is kept: press the button to go on with it.
              [Correct it]
            olga presses [Correct it]
            form (for olga): The group's settings
              Running questions keep the times with which they were posted.
              zone: Berlin
              channel: here
              window: soon
              reveal: at once
            olga sends zone: Europe/Berlin window: 90 min reveal: 2 h keep: 90
            bot (to olga): Saved for the group
              • Time zone: Europe/Berlin
              • New schedules post in the channel drills.
              • Answers to a daily question count until the next one, at most 90 min.
              • It is revealed 2 h later.
              • The words of answers are kept for 90 days.
            olga: /settings group
            form (for olga): The group's settings
              Running questions keep the times with which they were posted.
              zone: Europe/Berlin
              channel: drills
              window: 90 min
              reveal: 2 h
              keep: 90
            """),
            story.Transcript);
    }

    [Fact]
    public async Task The_groups_settings_take_effect()
    {
        await using var story = await BeginAsync(Given.MondayMorning);
        await story.AsksAsync("olga", "/settings group zone:Asia/Tokyo channel:here window:90_min reveal:2_h", channel: "arena");
        await story.SendsAsync("olga", ("channel", "here"));
        _ = story.Transcript;

        await story.AsksAsync("olga", "/schedule add when:20:00 topic:Attention");
        await story.SendsAsync("olga");
        await story.AdvanceToAsync("2026-03-02 11:00");
        var posted = story.Shown.Last(shown => shown.Way is DeliveryWay.Post);
        // A form is sent from where it was opened; the played platform sends it from the usual channel.
        Assert.Equal((Place is not StoryPlace.Played ? "arena" : "drills", "Mon 2 Mar 2026, 21:30 (Asia/Tokyo)"), (posted.Channel, posted.Message.Fields[0].Text));

        await story.AdvanceToAsync("2026-03-02 12:30");
        await story.AdvanceToAsync("2026-03-02 14:29");
        Assert.Equal("closed", story.Record.Read<string>("SELECT state FROM occurrence"));
        await story.AdvanceToAsync("2026-03-02 14:30");
        Assert.Equal("revealed", story.Record.Read<string>("SELECT state FROM occurrence"));
    }

    [Fact]
    public async Task A_reveal_that_is_to_come_later_comes_although_the_bot_was_down_meanwhile()
    {
        await using var story = await BeginAsync(Given.MondayMorning);
        await story.AsksAsync("olga", "/settings group window:1_h reveal:1_h");
        await story.SendsAsync("olga");
        await DailyStories.ScheduleAsync(story, ("when", "09:00"), ("topics", "Attention"));
        await story.AdvanceToAsync("2026-03-02 09:00");
        await story.AdvanceToAsync("2026-03-02 10:00");

        await story.RestartAsync(new DateTimeOffset(2026, 3, 2, 10, 30, 0, TimeSpan.Zero));
        Assert.Equal("closed", story.Record.Read<string>("SELECT state FROM occurrence"));
        await story.AdvanceToAsync("2026-03-02 11:00");

        Assert.Equal("revealed", story.Record.Read<string>("SELECT state FROM occurrence"));
    }

    [Fact]
    public async Task Only_organisers_change_the_groups_settings()
    {
        await using var story = await BeginAsync(Given.MondayMorning);
        await story.AsksAsync("ana", "/daily");
        _ = story.Transcript;

        await story.AsksAsync("ana", "/settings group zone:Asia/Tokyo");
        await story.AsksAsync("ana", "/settings organisers add:ana");

        Assert.Equal(
            """
            ana: /settings group zone:Asia/Tokyo
            bot (to ana): Only organisers can do that. Ask one of yours.
            ana: /settings organisers add:ana
            bot (to ana): Only organisers can do that. Ask one of yours.
            """,
            story.Transcript);
    }

    [Fact]
    public async Task Organisers_are_added_and_removed_by_name_and_the_last_one_stays()
    {
        await using var story = await BeginAsync(Given.MondayMorning);
        await story.AsksAsync("annika", "/daily");
        _ = story.Transcript;

        await story.AsksAsync("olga", "/settings organisers remove:olga");
        if (Place is not StoryPlace.Played)
        {
            // Whoever may manage the server or workspace remains.
            Assert.EndsWith("bot (to olga): olga is no organiser any more.", story.Transcript, StringComparison.Ordinal);
            return;
        }

        await story.AsksAsync("olga", "/settings organisers add:anika");
        await story.AsksAsync("olga", "/settings organisers add:Annika");
        await story.AsksAsync("olga", "/settings organisers add:annika");
        await story.AsksAsync("annika", "/settings organisers");
        await story.AsksAsync("annika", "/settings organisers remove:olga");
        await story.AsksAsync("annika", "/settings organisers role:4711");

        Assert.Equal(
            """
            olga: /settings organisers remove:olga
            bot (to olga): olga is the only organiser. Add another one first: /settings organisers add:NAME
            olga: /settings organisers add:anika
            bot (to olga): There is no member "anika" here. Did you mean annika?
            olga: /settings organisers add:Annika
            bot (to olga): annika is an organiser now.
            olga: /settings organisers add:annika
            bot (to olga): annika is an organiser already.
            annika: /settings organisers
            bot (to annika): Organisers
              • olga
              • annika
              (/settings organisers add:NAME or remove:NAME)
            annika: /settings organisers remove:olga
            bot (to annika): olga is no organiser any more.
            annika: /settings organisers role:4711
            bot (to annika): Only Discord has roles. Here you add members: /settings organisers add:NAME
            """,
            story.Transcript);
    }

    [Fact]
    public async Task On_discord_a_role_makes_organisers_too()
    {
        await using var story = await BeginAsync(Given.MondayMorning, new StorySetup { Platform = Platform.Discord });
        if (Place is StoryPlace.Slack)
        {
            await story.AsksAsync("olga", "/settings organisers role:4711");
            Assert.EndsWith("Only Discord has roles. Here you add members: /settings organisers add:NAME", story.Transcript, StringComparison.Ordinal);
            return;
        }

        story.Record.Read<int?>("UPDATE member SET is_organiser = 1 WHERE display_name = 'olga'");

        await story.AsksAsync("olga", "/settings organisers role:<@&4711>");
        await story.AsksAsync("olga", "/settings organisers");
        await story.AsksAsync("olga", "/settings organisers role:admins");
        await story.AsksAsync("olga", "/settings organisers role:none");

        Assert.Equal(
            """
            olga: /settings organisers role:<@&4711>
            bot (to olga): Holders of the role 4711 are organisers now.
            olga: /settings organisers
            bot (to olga): Organisers
              • olga
              Also: Whoever may manage the server, and holders of the role 4711.
              (/settings organisers add:NAME or remove:NAME)
            olga: /settings organisers role:admins
            bot (to olga): "admins" is no role. Mention the role, or write its identifier, a long number; none takes it away.
            olga: /settings organisers role:none
            bot (to olga): No role makes organisers any more.
            """,
            story.Transcript);
    }

    [Fact]
    public async Task A_member_sets_what_holds_for_them_alone()
    {
        await using var story = await BeginAsync(Given.MondayMorning);

        await story.AsksAsync("ana", "/settings me zone:Tokyo");
        await story.SendsAsync("ana", ("boards", "no"));
        if (Place is StoryPlace.Slack)
        {
            Assert.Equal("""zone: Time zone: "Tokyo" is not a time zone: did you mean "Asia/Tokyo"?""", story.Slack.FaultsOf("ana"));
            await story.SendsAsync("ana", ("zone", "asia/tokyo"));
            Assert.Contains("• Time zone: Asia/Tokyo\n  • Others do not see you on boards and in reveals.", story.Transcript, StringComparison.Ordinal);
            return;
        }

        await story.PressesAsync("ana", "Correct it");
        await story.SendsAsync("ana", ("zone", "asia/tokyo"));
        await story.AsksAsync("ana", "/settings show");

        Assert.Equal(
            """
            ana: /settings me zone:Tokyo
            form (for ana): Your settings
              They hold for you alone.
              zone: Tokyo
              boards: yes
            ana sends boards: no
            bot (to ana): Nothing was changed
              Time zone: "Tokyo" is not a time zone: did you mean "Asia/Tokyo"?
              What you entered is kept: press the button to go on with it.
              [Correct it]
            ana presses [Correct it]
            form (for ana): Your settings
              They hold for you alone.
              zone: Tokyo
              boards: no
            ana sends zone: asia/tokyo
            bot (to ana): Saved
              • Time zone: Asia/Tokyo
              • Others do not see you on boards and in reveals.
            ana: /settings show
            bot (to ana): Settings
              Yours:
                • Time zone: Asia/Tokyo
                • Others do not see you on boards and in reveals.
              The group's:
                • Time zone: UTC
                • New schedules post in the channel in which they are made.
                • Answers to a daily question count until the next one, at most 24 h.
                • It is revealed at once.
                • The words of answers are kept for 365 days.
              (Organisers change the group's)
              [Change yours]
            """,
            story.Transcript);
    }
}
