using Bot.Core.Chat;
using Bot.Core.Drills;
using Bot.Core.Drills.Rounds;
using Bot.Core.Grading;
using Bot.Core.Inbox;
using Bot.Core.Members;
using Bot.Core.Outbox;
using Bot.Core.Questions;
using Bot.Core.Standings;
using Bot.Core.Storage;
using Bot.Core.Tests.Questions;
using Dapper;

namespace Bot.Core.Tests.Stores;

/// <summary>What goes into a store comes out again, with no field at its default: a misspelt column would give one.</summary>
public sealed class RoundTrips : IAsyncLifetime
{
    private World _world = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await World.BeginAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_question_with_everything()
    {
        var draft = GivenPacks.Full("own/mask");
        _world.Database.Time.Advance(TimeSpan.FromHours(1));
        await LoadAsync(GivenPacks.Pack("own", draft with { Stem = "Second?" }));
        await LoadAsync(GivenPacks.Pack("own"));

        var stored = await _world.Database.Questions.FindAsync(_world.Own.Id, _world.Question.Id, Token);

        Assert.Equal((_world.Question.Id, draft.Key, draft.Level, draft.Kind, draft.Frequency), (stored!.Id, stored.Key, stored.Level, stored.Kind, stored.Frequency));
        Assert.Equal(draft.Topic, stored.Topic);
        Assert.Equal(_world.Database.Now, stored.RetiredAt);
        Assert.Equal((2, "Second?"), (stored.Current.Number, stored.Current.Stem));
        Assert.NotEqual(Guid.Empty, stored.Current.Id.Value);
        Assert.Equal(draft.Rubric, stored.Current.Rubric);
        Assert.Equal(Json.Write(draft.Material), Json.Write(stored.Material));
        Assert.All(typeof(StudyMaterial).GetProperties(), property => Assert.True(Json.Write(property.GetValue(stored.Material)) is not ("[]" or "null"), property.Name));
    }

    [Fact]
    public async Task The_summary_of_a_question()
    {
        var listed = await _world.Database.Questions.ListAsync(_world.Own.Id, QuestionFilter.Everything, withBare: false, Token);
        var summary = Assert.Single(listed, question => question.Key.Pack.Value == "own");

        Assert.Equal(
            new QuestionSummary(
                _world.Question.Id,
                QuestionKey.Parse("own/mask"),
                new Topic { Path = ["Attention", "Masking"], CrossCutting = ["Cost & latency"] },
                Level.Advanced,
                Kind.Tradeoff,
                Frequency.VeryCommon,
                _world.Question.Current.Stem),
            summary);
    }

    [Fact]
    public async Task A_workspace()
    {
        Change("UPDATE workspace SET zone = 'Asia/Kathmandu' WHERE platform = 'slack'");
        var expected = new Workspace(_world.Own.Id, Platform.Slack, "T1", "Asia/Kathmandu");

        Assert.NotEqual(Guid.Empty, expected.Id.Value);
        Assert.Equal(expected, await _world.Database.Members.FindWorkspaceAsync(_world.Own.Id, Token));
        Assert.Equal(expected, await _world.Database.Members.FindWorkspaceAsync(Platform.Slack, "T1", Token));
        Assert.Equal(expected, await _world.Database.WriteAsync((write, token) =>
            _world.Database.Members.MeetWorkspaceAsync(write, Platform.Slack, "T1", "UTC", _world.Database.Now.AddDays(1), token)));
    }

    [Fact]
    public async Task A_member()
    {
        Change("UPDATE member SET is_organiser = 1");
        var expected = new Member(_world.Ana.Id, "U1", "Ana", IsOrganiser: true);

        Assert.Equal(expected, await _world.Database.Members.FindMemberAsync(_world.Own.Id, "U1", Token));
        Assert.Equal(expected, await _world.Database.Members.FindMemberAsync(_world.Own.Id, _world.Ana.Id, Token));
        Assert.Equal([expected], await _world.Database.Members.ListMembersAsync(_world.Own.Id, Token));
        Assert.Equal([expected.Id], await _world.Database.WriteAsync((write, token) => _world.Database.Members.ListOrganisersAsync(write, _world.Own.Id, token)));
    }

    [Fact]
    public async Task A_member_who_took_another_name()
    {
        var met = await _world.Database.WriteAsync((write, token) =>
            _world.Database.Members.MeetMemberAsync(write, _world.Own.Id, "U1", "Ana Maria", firstIsOrganiser: true, _world.Database.Now.AddDays(1), token));

        Assert.Equal(new Member(_world.Ana.Id, "U1", "Ana Maria", IsOrganiser: false), met);
    }

    [Fact]
    public async Task The_first_member_of_a_workspace_becomes_organiser_where_that_is_wanted()
    {
        var members = _world.Database.Members;
        var (first, second, elsewhere) = await _world.Database.WriteAsync(async (write, token) =>
        {
            var workspace = await members.MeetWorkspaceAsync(write, Platform.Local, "local", "UTC", _world.Database.Now, token);
            return (
                await members.MeetMemberAsync(write, workspace.Id, "a", "A", firstIsOrganiser: true, _world.Database.Now, token),
                await members.MeetMemberAsync(write, workspace.Id, "b", "B", firstIsOrganiser: true, _world.Database.Now, token),
                await members.MeetMemberAsync(write, _world.Stranger.Id, "c", "C", firstIsOrganiser: false, _world.Database.Now, token));
        });

        Assert.Equal((true, false, false), (first.IsOrganiser, second.IsOrganiser, elsewhere.IsOrganiser));
    }

    [Fact]
    public async Task The_settings_of_a_group_and_of_a_member()
    {
        Assert.Equal(World.Group, await _world.Database.Settings.FindGroupAsync(_world.Own.Id, Token));
        Assert.Equal(new MemberSettings("Asia/Tokyo", ShowsOnBoards: true), await _world.Database.Settings.FindMemberAsync(_world.Own.Id, _world.Ana.Id, Token));

        await _world.Database.WriteAsync(async (write, token) =>
        {
            await _world.Database.Settings.SetGroupAsync(write, _world.Own.Id, new GroupSettings { Zone = "Asia/Kathmandu" }, token);
            await _world.Database.Settings.SetMemberAsync(write, _world.Own.Id, _world.Ana.Id, new MemberSettings(null, ShowsOnBoards: false), token);
        });

        Assert.Equal(new GroupSettings { Zone = "Asia/Kathmandu" }, await _world.Database.Settings.FindGroupAsync(_world.Own.Id, Token));
        Assert.Equal(new MemberSettings(null, ShowsOnBoards: false), await _world.Database.Settings.FindMemberAsync(_world.Own.Id, _world.Ana.Id, Token));
        Assert.Equal([_world.Ana.Id], await _world.Database.WriteAsync((write, token) => _world.Database.Settings.ListHiddenAsync(write, _world.Own.Id, token)));
        Assert.Empty((await _world.Database.Leaderboard.ReadAsync(_world.Own.Id, null, 10, _world.Ana.Id, isPrivate: false, Token)).Places);
        Assert.Single((await _world.Database.Leaderboard.ReadAsync(_world.Own.Id, null, 10, _world.Ana.Id, isPrivate: true, Token)).Places);
    }

    [Fact]
    public async Task The_answers_of_a_progress()
    {
        var entries = await _world.Database.Progress.ListAsync(_world.Own.Id, _world.Ana.Id, Token);

        Assert.Equal(
            [
                new ProgressEntry(_world.Waiting.ReceivedAt, Counts: true, null, null, "Attention", Level.Advanced, _world.Question.Current.Stem),
                new ProgressEntry(_world.Judged.ReceivedAt, Counts: true, 62.5, VerdictKind.Mixed, "Attention", Level.Advanced, _world.Question.Current.Stem),
            ],
            entries);
    }

    [Fact]
    public async Task The_row_of_nobody_is_no_member()
    {
        var (former, again) = await _world.Database.WriteAsync(async (write, token) => (
            await _world.Database.Departures.FindFormerAsync(write, _world.Own.Id, _world.Database.Now, token),
            await _world.Database.Departures.FindFormerAsync(write, _world.Own.Id, _world.Database.Now, token)));

        Assert.Equal(former, again);
        Assert.Equal([_world.Ana.Id], (await _world.Database.Members.ListMembersAsync(_world.Own.Id, Token)).Select(member => member.Id));
        Assert.Null(await _world.Database.Members.FindMemberAsync(_world.Own.Id, former, Token));
        Assert.Null(await _world.Database.Members.FindMemberAsync(_world.Own.Id, DepartureStore.FormerPlatformId, Token));
        Assert.False(await _world.Database.WriteAsync((write, token) => _world.Database.Departures.IsPresentAsync(write, _world.Own.Id, former, token)));
    }

    [Fact]
    public async Task The_last_organiser_stays_where_nobody_else_could_be_one()
    {
        var settings = _world.Database.Settings;
        var outcomes = await _world.Database.WriteAsync(async (write, token) => new[]
        {
            await settings.SetOrganiserAsync(write, _world.Own.Id, _world.Ana.Id, isOrganiser: true, lastMayGo: false, token),
            await settings.SetOrganiserAsync(write, _world.Own.Id, _world.Ana.Id, isOrganiser: true, lastMayGo: false, token),
            await settings.SetOrganiserAsync(write, _world.Own.Id, _world.Ana.Id, isOrganiser: false, lastMayGo: false, token),
            await settings.SetOrganiserAsync(write, _world.Own.Id, _world.Ana.Id, isOrganiser: false, lastMayGo: true, token),
        });

        Assert.Equal([true, false, false, true], outcomes);
    }

    [Fact]
    public async Task An_event()
    {
        var happening = _world.Happening("e1");

        var stored = await _world.Database.Inbox.FindAsync(_world.Own.Id, _world.Event.Id, Token);

        AssertSame(new InboxEntry(_world.Event.Id, happening with { Reply = happening.Reply with { Token = "" } }, _world.Own, _world.Ana), stored!);
    }

    [Fact]
    public async Task The_handle_of_an_event_comes_back_as_it_was_and_is_not_readable_in_the_database()
    {
        var (channel, reply) = (await _world.Database.Inbox.FindReplyAsync(_world.Own.Id, _world.Event.Id, Token))!.Value;

        Assert.Equal((_world.Event.Event.Channel, _world.Happening("e1").Reply), (channel, reply));
        using var connection = _world.Database.Connect();
        Assert.DoesNotContain("secret", connection.Query<string>("SELECT reply_token FROM inbox"));
    }

    [Fact]
    public async Task A_handle_that_has_expired_is_deleted()
    {
        Assert.Equal(0, await _world.Database.Inbox.DeleteExpiredTokensAsync(_world.Database.Now.AddMinutes(14), Token));
        Assert.Equal(3, await _world.Database.Inbox.DeleteExpiredTokensAsync(_world.Database.Now.AddMinutes(15), Token));

        Assert.Null(await _world.Database.Inbox.FindReplyAsync(_world.Own.Id, _world.Event.Id, Token));
    }

    [Fact]
    public async Task An_event_that_is_delivered_twice_is_stored_once()
    {
        var (again, isNew) = await _world.Database.Inbox.StoreAsync(_world.Happening("e1"), Token);

        Assert.False(isNew);
        Assert.Equal(_world.Event.Member, again.Member);
        using var connection = _world.Database.Connect();
        Assert.Equal(1, connection.ExecuteScalar<long>("SELECT count(*) FROM inbox WHERE platform = 'slack' AND event_id = 'e1'"));
    }

    [Fact]
    public async Task Events_that_were_left_over_are_taken_up_three_times()
    {
        for (var run = 1; run <= 3; run++)
        {
            Assert.All(await _world.Database.Inbox.TakeUpAsync(Token), left => Assert.True(left.MayTry));
        }

        var last = await _world.Database.Inbox.TakeUpAsync(Token);

        Assert.Equal(3, last.Count);
        Assert.All(last, left => Assert.False(left.MayTry));
    }

    [Fact]
    public async Task Events_that_are_settled_are_not_taken_up()
    {
        var inbox = _world.Database.Inbox;
        Assert.True(await _world.Database.WriteAsync((write, token) => inbox.MarkHandledAsync(write, _world.Own.Id, _world.Event.Id, _world.Database.Now, token)));
        Assert.True(await _world.Database.WriteAsync((write, token) => inbox.MarkFailedAsync(write, _world.Stranger.Id, _world.StrangersEvent.Id, "RF-1", _world.Database.Now, token)));
        Assert.False(await _world.Database.WriteAsync((write, token) => inbox.MarkHandledAsync(write, _world.Stranger.Id, _world.StrangersEvent.Id, _world.Database.Now, token)));
        Assert.False(await _world.Database.WriteAsync((write, token) => inbox.MarkFailedAsync(write, _world.Own.Id, _world.Event.Id, "RF-2", _world.Database.Now, token)));

        Assert.Equal("e2", Assert.Single(await inbox.TakeUpAsync(Token)).Entry.Event.EventId);
    }

    [Fact]
    public async Task A_post_to_a_channel()
    {
        var message = new MessageView { Title = "T", Text = "Text", Footer = "F", Private = true, Notify = ["U1"] };
        var post = OutboxPost.ToChannel("C9", message) with { Subject = "occurrence:1", Expires = _world.Database.Now.AddHours(1), Due = _world.Database.Now.AddMinutes(1) };
        var id = await _world.Database.WriteAsync((write, token) => _world.Database.Outbox.QueueAsync(write, _world.Own.Id, post, token));
        Change($"UPDATE outbox SET attempts = 4, unknown_outcomes = 1 WHERE id = '{id}'");

        Assert.Equal(_world.Database.Now.AddMinutes(1), await _world.Database.Outbox.FindNextDueAsync(_world.Database.Now, Token));
        Assert.DoesNotContain(await _world.Database.Outbox.ListDueAsync(_world.Database.Now, 10, Token), entry => entry.Id == id);
        AssertSame(
            new OutboxEntry
            {
                Id = id,
                Workspace = _world.Own.Id,
                Platform = Platform.Slack,
                PlatformWorkspace = "T1",
                Key = PostKey.From(id.Value),
                Message = message,
                Channel = "C9",
                Subject = "occurrence:1",
                QueuedAt = _world.Database.Now,
                Expires = _world.Database.Now.AddHours(1),
                Attempts = 4,
                UnknownOutcomes = 1,
            },
            (await _world.Database.Outbox.ListDueAsync(_world.Database.Now.AddMinutes(1), 10, Token)).Single(entry => entry.Id == id));
    }

    [Fact]
    public async Task A_reply_to_a_member()
    {
        var id = await _world.Database.WriteAsync((write, token) =>
            _world.Database.Outbox.QueueAsync(write, _world.Own.Id, OutboxPost.Reply(_world.Event, new MessageView { Text = "Hi" }), token));

        var entry = (await _world.Database.Outbox.ListDueAsync(_world.Database.Now, 10, Token)).Single(entry => entry.Id == id);

        Assert.Equal((null, "U1", _world.Event.Id), (entry.Channel, entry.User, entry.InReplyTo));
    }

    [Fact]
    public async Task A_post_waits_for_the_one_before_it()
    {
        var after = await _world.Database.WriteAsync((write, token) =>
            _world.Database.Outbox.QueueAsync(write, _world.Own.Id, OutboxPost.ToChannel("C1", new MessageView { Text = "2" }) with { After = _world.Post }, token));
        var first = Assert.Single(await _world.Database.Outbox.ListDueAsync(_world.Database.Now, 10, Token));
        Assert.Equal(_world.Post, first.Id);

        Assert.True(await _world.Database.WriteAsync((write, token) => _world.Database.Outbox.MarkPostedAsync(write, first, new PostReceipt("m1", _world.Database.Now), token)));

        Assert.Equal(after, Assert.Single(await _world.Database.Outbox.ListDueAsync(_world.Database.Now, 10, Token)).Id);
    }

    [Fact]
    public async Task A_schedule()
    {
        var added = await _world.Database.WriteAsync((write, token) => _world.Database.Schedules.AddAsync(
            write, _world.NewSchedule(_world.Own, _world.Ana) with { Round = new RoundShape(7, 45) }, _world.Database.Now, token));

        Assert.Equal((2, ScheduleState.Paused, _world.Database.Now), (added.Number, added.State, added.ConsideredUntil));
        Assert.Equal(added, await _world.Database.Schedules.FindAsync(_world.Own.Id, added.Id, Token));
        Assert.Equal(new RoundShape(7, 45), added.Round);
        Assert.Equal([_world.Schedule, added], await _world.Database.Schedules.ListAsync(_world.Own.Id, Token));
        Assert.Equal([_world.Schedule], await _world.Database.Schedules.ListActiveAsync(Token));
    }

    [Fact]
    public async Task The_number_of_a_removed_schedule_is_not_used_again()
    {
        var schedules = _world.Database.Schedules;
        Assert.True(await _world.Database.WriteAsync((write, token) =>
            schedules.SetStateAsync(write, _world.Own.Id, _world.Schedule.Id, ScheduleState.Removed, _world.Database.Now.AddDays(1), token)));

        var next = await _world.Database.WriteAsync((write, token) => schedules.AddAsync(write, _world.NewSchedule(_world.Own, _world.Ana), _world.Database.Now, token));

        Assert.Equal(2, next.Number);
        Assert.Equal([next], await schedules.ListAsync(_world.Own.Id, Token));
        Assert.Equal(_world.Database.Now.AddDays(1), (await schedules.FindAsync(_world.Own.Id, _world.Schedule.Id, Token))!.ConsideredUntil);
        Assert.False(await _world.Database.WriteAsync((write, token) =>
            schedules.SetStateAsync(write, _world.Own.Id, _world.Schedule.Id, ScheduleState.Active, _world.Database.Now, token)));
    }

    [Fact]
    public async Task A_decision_about_a_schedule_that_has_changed_meanwhile_does_not_stand()
    {
        var schedules = _world.Database.Schedules;
        Assert.True(await _world.Database.WriteAsync((write, token) => schedules.ConsiderAsync(write, _world.Schedule, _world.Database.Now.AddHours(1), token)));

        Assert.False(await _world.Database.WriteAsync((write, token) => schedules.ConsiderAsync(write, _world.Schedule, _world.Database.Now.AddHours(2), token)));

        Assert.Equal(_world.Database.Now.AddHours(1), (await schedules.FindAsync(_world.Own.Id, _world.Schedule.Id, Token))!.ConsideredUntil);
    }

    [Fact]
    public async Task An_occurrence()
    {
        await _world.Database.WriteAsync((write, token) => _world.Database.Occurrences.SetRevealAsync(write, _world.Own.Id, _world.Closed, _world.Post, token));
        var expected = new Occurrence
        {
            Id = _world.Closed,
            Workspace = _world.Own.Id,
            Kind = DrillKind.Daily,
            Schedule = _world.Schedule.Id,
            Channel = "C1",
            PlannedAt = _world.Fire(19).At,
            State = OccurrenceState.Closed,
            OpenedAt = _world.Database.Now,
            ClosesAt = _world.Database.Now.AddHours(19),
            Question = _world.Question.Id,
            Revision = _world.Question.Current.Id,
            IsRevealQueued = true,
        };

        Assert.Equal(expected, await _world.Database.Occurrences.FindAsync(_world.Own.Id, _world.Closed, Token));
        Assert.Equal(expected, await _world.Database.WriteAsync((write, token) => _world.Database.Occurrences.FindAsync(write, _world.Own.Id, _world.Closed, token)));
        Assert.Equal([_world.Round, _world.Closed, _world.Open, _world.Queued], (await _world.Database.Occurrences.ListUnfinishedAsync(Token)).Select(occurrence => occurrence.Id));
        Assert.Equal(_world.Queued, (await _world.Database.Occurrences.FindRunningAsync(_world.Own.Id, "C1", _world.Database.Now, Token))!.Id);
    }

    [Fact]
    public async Task A_round()
    {
        var (rounds, own, now) = (_world.Database.Rounds, _world.Own.Id, _world.Database.Now);
        Task StepAsync(Func<WriteTransaction, CancellationToken, Task> step) => _world.Database.WriteAsync(step);
        async Task<RoundQuestion> FirstAsync() => (await rounds.FindAsync(own, _world.Round, Token))!.Questions[0];

        var waiting = new RoundQuestion
        {
            Position = 0,
            Question = _world.Question.Id,
            Revision = _world.Question.Current.Id,
            Lasts = TimeSpan.FromSeconds(45),
            State = RoundQuestionState.Waiting,
        };
        Assert.Equal(
            new Occurrence
            {
                Id = _world.Round,
                Workspace = own,
                Kind = DrillKind.Round,
                StartedBy = _world.Ana.Id,
                Channel = "C1",
                PlannedAt = now,
                State = OccurrenceState.Queued,
                Question = _world.Question.Id,
                Revision = _world.Question.Current.Id,
            },
            (await rounds.FindAsync(own, _world.Round, Token))!.Occurrence);
        Assert.Equal(waiting, await FirstAsync());

        await StepAsync((write, token) => rounds.QueueAsync(write, own, _world.Round, 0, _world.Post, token));
        Assert.Equal(waiting with { State = RoundQuestionState.Queued }, await FirstAsync());

        await StepAsync((write, token) => rounds.OpenAsync(write, own, _world.Round, 0, now, token));
        var open = waiting with { State = RoundQuestionState.Open, OpenedAt = now, ClosesAt = now.AddSeconds(45) };
        Assert.Equal(open, await FirstAsync());

        await StepAsync((write, token) => rounds.QueueAsync(write, own, _world.Round, 0, _world.Post, token));
        await StepAsync((write, token) => rounds.OpenAsync(write, own, _world.Round, 0, now.AddSeconds(90), token));
        open = open with { ReopenedAt = now.AddSeconds(90), ClosesAt = now.AddSeconds(135) };
        Assert.Equal(open, await FirstAsync());

        await StepAsync((write, token) => rounds.CancelAsync(write, own, _world.Round, 0, "why", token));
        Assert.Equal(open, await FirstAsync());

        await StepAsync((write, token) => rounds.CloseAsync(write, own, _world.Round, 0, now.AddSeconds(100), token));
        await StepAsync((write, token) => rounds.SetResultAsync(write, own, _world.Round, 0, _world.Post, token));
        open = open with { State = RoundQuestionState.Closed, ClosesAt = now.AddSeconds(100), IsResultQueued = true };
        Assert.Equal(open, await FirstAsync());

        await StepAsync((write, token) => rounds.RevealAsync(write, own, _world.Round, 0, token));
        Assert.Equal(open with { State = RoundQuestionState.Revealed }, await FirstAsync());
    }

    [Fact]
    public async Task A_cancelled_question_of_a_round_says_why()
    {
        var (rounds, own) = (_world.Database.Rounds, _world.Own.Id);

        await _world.Database.WriteAsync((write, token) => rounds.CancelAsync(write, own, _world.Round, 0, "it was withdrawn", token));

        var cancelled = (await rounds.FindAsync(own, _world.Round, Token))!.Questions[0];
        Assert.Equal((RoundQuestionState.Cancelled, "it was withdrawn"), (cancelled.State, cancelled.Reason));
    }

    [Fact]
    public async Task An_occurrence_and_a_quiz_keep_what_was_asked_when_the_question_is_revised()
    {
        await LoadAsync(GivenPacks.Pack("own", GivenPacks.Full("own/mask") with { Stem = "Second?" }));

        Assert.Equal(_world.Question.Current.Id, (await _world.Database.Occurrences.FindAsync(_world.Own.Id, _world.Open, Token))!.Revision);
        Assert.Equal(_world.Question.Current.Id, (await _world.Database.Quizzes.FindAsync(_world.Own.Id, _world.Quiz, Token))!.Revision);
        Assert.Equal(
            _world.Question.Current.Id,
            (await _world.Database.WriteAsync((write, token) =>
                _world.Database.Answers.FindCountedAsync(write, _world.Own.Id, _world.Open, _world.Question.Id, _world.Ana.Id, token)))!.Revision);
    }

    [Fact]
    public async Task How_often_a_question_was_asked()
    {
        Assert.Equal(
            [new(_world.Question.Id, new Asked(4, _world.Fire(21).At))],
            await _world.Database.Occurrences.CountAskedAsync(_world.Own.Id, "C1", Token));
        Assert.Equal(
            [new(_world.Question.Id, new Asked(1, _world.Database.Now))],
            await _world.Database.Quizzes.CountAskedAsync(_world.Own.Id, _world.Ana.Id, Token));
    }

    [Fact]
    public async Task A_quiz()
    {
        var expected = new Quiz(_world.Quiz, _world.Ana.Id, _world.Question.Id, _world.Question.Current.Id, _world.Database.Now);

        Assert.Equal(expected, await _world.Database.Quizzes.FindAsync(_world.Own.Id, _world.Quiz, Token));
        Assert.Equal(expected, await _world.Database.Quizzes.FindLatestAsync(_world.Own.Id, _world.Ana.Id, Token));
    }

    [Fact]
    public async Task An_answer_to_a_drill()
    {
        var leased = await LeaseAsync();

        Assert.Equal(_world.NewAnswer(_world.Event, new AnswerTarget.Drill(_world.Open), counts: true) with { Id = _world.Waiting.Id, Inbox = _world.Waiting.Inbox, Attempts = 1 }, leased);
        Assert.Null(await LeaseAsync());
    }

    [Fact]
    public async Task An_answer_to_a_quiz()
    {
        var third = (await _world.Database.Inbox.StoreAsync(_world.Happening("e3"), Token)).Entry;
        await LeaseAsync();
        var added = await _world.Database.WriteAsync((write, token) =>
            _world.Database.Answers.AddAsync(write, _world.NewAnswer(third, new AnswerTarget.Quiz(_world.Quiz), counts: true), token));

        Assert.False(added.Counts);
        Assert.Equal(added with { Attempts = 1 }, await LeaseAsync());
    }

    [Fact]
    public async Task A_second_answer_to_a_drill_does_not_count()
    {
        var third = (await _world.Database.Inbox.StoreAsync(_world.Happening("e3"), Token)).Entry;

        var added = await _world.Database.WriteAsync((write, token) =>
            _world.Database.Answers.AddAsync(write, _world.NewAnswer(third, new AnswerTarget.Drill(_world.Open), counts: true), token));

        Assert.False(added.Counts);
        Assert.Equal(_world.Waiting, await _world.Database.WriteAsync((write, token) =>
            _world.Database.Answers.FindCountedAsync(write, _world.Own.Id, _world.Open, _world.Question.Id, _world.Ana.Id, token)));
    }

    [Fact]
    public async Task An_answer_is_taken_up_again_when_its_lease_has_ended_or_was_given_back()
    {
        Assert.Equal(1, (await LeaseAsync())!.Attempts);
        Assert.Null(await LeaseAsync());
        _world.Database.Time.Advance(TimeSpan.FromMinutes(1));
        var second = await LeaseAsync();
        Assert.Equal(2, second!.Attempts);
        await _world.Database.WriteAsync((write, token) => _world.Database.Answers.ReleaseAsync(write, second, token));
        Assert.Equal(3, (await LeaseAsync())!.Attempts);
        Assert.Equal(1, await _world.Database.WriteAsync(_world.Database.Answers.ReleaseLeasesAsync));
        Assert.Equal(4, (await LeaseAsync())!.Attempts);
    }

    [Fact]
    public async Task An_answer_whose_grading_was_cut_short_by_the_end_of_the_bot_has_lost_no_attempt()
    {
        for (var start = 1; start <= 5; start++)
        {
            var taken = await LeaseAsync();
            Assert.Equal(1, taken!.Attempts);
            await _world.Database.WriteAsync((write, token) => _world.Database.Answers.ParkAsync(write, taken, token));
        }
    }

    [Fact]
    public async Task A_verdict()
    {
        AssertSame(World.Verdict, (await _world.Database.Answers.FindVerdictAsync(_world.Own.Id, _world.Judged.Id, Token))!);
        AssertSame(World.Verdict, (await _world.Database.Answers.FindCountedVerdictAsync(_world.Own.Id, _world.Queued, _world.Ana.Id, Token))!);
        var (member, verdict) = Assert.Single(await _world.Database.WriteAsync((write, token) =>
            _world.Database.Answers.ListVerdictsAsync(write, _world.Own.Id, _world.Queued, token)));
        Assert.Equal(_world.Ana.Id, member);
        AssertSame(World.Verdict, verdict);
    }

    [Fact]
    public async Task The_same_verdict_twice_is_stored_once()
    {
        Assert.False(await _world.Database.WriteAsync((write, token) =>
            _world.Database.Answers.SettleAsync(write, _world.Judged, World.Verdict, AnswerState.Graded, _world.Database.Now, token)));

        Assert.False(await _world.Database.WriteAsync((write, token) => _world.Database.Answers.IsGradingAsync(write, _world.Own.Id, _world.Queued, token)));
        Assert.True(await _world.Database.WriteAsync((write, token) => _world.Database.Answers.IsGradingAsync(write, _world.Own.Id, _world.Open, token)));
    }

    [Fact]
    public async Task A_place_in_the_standings()
    {
        var place = Assert.Single((await _world.Database.Leaderboard.ReadAsync(_world.Own.Id, _world.Database.Now, 10, null, isPrivate: false, Token)).Places);

        Assert.Equal(new Place(1, _world.Ana.Id, "Ana", 62, 1), place);
        Assert.Empty((await _world.Database.Leaderboard.ReadAsync(_world.Own.Id, _world.Database.Now.AddMilliseconds(1), 10, null, isPrivate: false, Token)).Places);
    }

    [Fact]
    public async Task Points_for_one_answer_are_entered_once()
    {
        await _world.Database.WriteAsync((write, token) =>
            _world.Database.Points.AwardAsync(write, _world.Own.Id, _world.Judged.Id, _world.Ana.Id, 100, _world.Database.Now, token));

        Assert.Equal(62, Assert.Single((await _world.Database.Leaderboard.ReadAsync(_world.Own.Id, null, 10, null, isPrivate: false, Token)).Places).Points);
    }

    private Task<Answer?> LeaseAsync() => _world.Database.WriteAsync((write, token) =>
        _world.Database.Answers.LeaseNextAsync(write, _world.Database.Now, _world.Database.Now.AddMinutes(1), token));

    private Task<PackLoad> LoadAsync(PackDraft pack) =>
        _world.Database.WriteAsync((WriteTransaction write, CancellationToken token) => _world.Database.Questions.LoadAsync(write, _world.Own.Id, pack, token));

    private void Change(string sql)
    {
        using var connection = _world.Database.Connect();
        Assert.NotEqual(0, connection.Execute(sql));
    }

    /// <summary>Compares values whose collections compare by reference.</summary>
    private static void AssertSame<T>(T expected, T actual) => Assert.Equal(Json.Write(expected), Json.Write(actual));
}
