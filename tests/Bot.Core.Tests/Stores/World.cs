using System.Collections.Immutable;
using Bot.Core.Chat;
using Bot.Core.Drills;
using Bot.Core.Drills.Rounds;
using Bot.Core.Grading;
using Bot.Core.Inbox;
using Bot.Core.Members;
using Bot.Core.Outbox;
using Bot.Core.Questions;
using Bot.Core.Storage;
using Bot.Core.Tests.Questions;
using Bot.Core.Tests.Storage;
using NodaTime;

namespace Bot.Core.Tests.Stores;

/// <summary>A Slack workspace in which something of everything has happened, and a stranger's beside it.</summary>
internal sealed class World : IAsyncDisposable
{
    private World()
    {
    }

    public TestDatabase Database { get; } = new();

    public InboxEntry Event { get; private set; } = null!;

    public Workspace Own => Event.Workspace;

    public Member Ana => Event.Member;

    public InboxEntry StrangersEvent { get; private set; } = null!;

    public Workspace Stranger => StrangersEvent.Workspace;

    public Question Question { get; private set; } = null!;

    public Schedule Schedule { get; private set; } = null!;

    public OutboxId Post { get; private set; }

    /// <summary>Gets the occurrence that is queued and takes answers.</summary>
    public OccurrenceId Queued { get; private set; }

    public OccurrenceId Open { get; private set; }

    public OccurrenceId Closed { get; private set; }

    public OccurrenceId Round { get; private set; }

    public QuizId Quiz { get; private set; }

    public AttachedFileId File { get; private set; }

    /// <summary>Gets the decision that the question stays apart from another one.</summary>
    public TwinId Twin { get; private set; }

    /// <summary>Gets the answer to the queued occurrence; it counts and was judged.</summary>
    public Answer Judged { get; private set; } = null!;

    /// <summary>Gets the answer to the open occurrence; it counts and waits.</summary>
    public Answer Waiting { get; private set; } = null!;

    public static Verdict Verdict { get; } = new(
        62.5,
        VerdictKind.Mixed,
        0.875,
        new Assessment
        {
            KeyPoints = [new KeyPointJudgement { Text = "Hides the future", Weight = 2, Covered = 0.5, Partly = 0.25, Generic = true, Doubtful = true, Evidence = "hides" }],
            RedFlags = [new RedFlagJudgement { Text = "Only padding", Severity = Severity.Fatal, Probability = 0.75, Generic = true, Doubtful = true, Evidence = "only" }],
            Numbers = [new NumberFinding("O(n^2)", true)],
            IsEmpty = true,
            LanguageSupported = false,
            Notes = ["cut"],
            Model = "model@7",
        });

    public static GroupSettings Group { get; } = new()
    {
        Zone = "UTC",
        DefaultChannel = "C7",
        AnswerWindow = TimeSpan.FromHours(8),
        RevealAfter = TimeSpan.FromHours(1),
        KeepAnswersDays = 90,
        OrganiserRole = "4711",
    };

    public static async Task<World> BeginAsync()
    {
        var world = new World();
        var database = world.Database;
        var token = TestContext.Current.CancellationToken;
        world.Event = (await database.Inbox.StoreAsync(world.Happening("e1"), token)).Entry;
        var second = (await database.Inbox.StoreAsync(world.Happening("e2"), token)).Entry;
        world.StrangersEvent = (await database.Inbox.StoreAsync(world.Happening("e1", Platform.Discord), token)).Entry;
        await database.WriteAsync((write, inner) => database.Questions.LoadAsync(write, world.Own.Id, GivenPacks.Pack("own", GivenPacks.Full("own/mask")), inner));
        world.Question = (await database.Questions.FindAsync(world.Own.Id, QuestionKey.Parse("own/mask"), token))!;
        await database.WriteAsync((write, inner) => database.Questions.LoadAsync(write, world.Own.Id, GivenPacks.Pack("second", GivenPacks.Question("second/mask")), inner));
        var other = (await database.Questions.FindAsync(world.Own.Id, QuestionKey.Parse("second/mask"), token))!;
        world.Twin = await database.WriteAsync((write, inner) => database.Twins.AddAsync(write, world.Own.Id, world.Question.Id, other.Id, merge: null, database.Now, inner));
        await database.WriteAsync((write, inner) => world.FillAsync(write, second, inner));
        return world;
    }

    /// <summary>Gives an event of Ana's in which no field has its default.</summary>
    public ChatEvent Happening(string id, Platform platform = Platform.Slack) => new()
    {
        EventId = id,
        Channel = new ChannelAddress(platform, "T1", "C1"),
        User = new ChatUser("U1", "Ana", IsAdministrator: true),
        ReceivedAt = Database.Now.AddSeconds(1),
        Reply = new ReplyHandle("secret", Database.Now.AddMinutes(15)),
        Action = new ChatAction.Form("answer", "drill:1", ImmutableDictionary<string, string>.Empty.Add("text", "It hides the future.")),
    };

    public Schedule NewSchedule(Workspace workspace, Member member) => new()
    {
        Id = default,
        Workspace = workspace.Id,
        Number = 0,
        Channel = "C1",
        Cron = "0 0 9 ? * MON-FRI",
        Zone = "Europe/Berlin",
        Filter = new QuestionFilter { Topics = ["Attention"], Levels = [Level.Advanced], Kinds = [Kind.Tradeoff] },
        State = ScheduleState.Paused,
        CreatedBy = member.Id,
        ConsideredUntil = default,
    };

    public PlannedFire Fire(int day) => new(
        new LocalDate(2026, 9, day), new LocalTime(9, 30, 15), Database.Now.AddDays(day - 21), new LocalDateTime(2026, 9, day, 9, 30, 15), FireNote.None);

    public Answer NewAnswer(InboxEntry with, AnswerTarget target, bool counts) => new()
    {
        Id = default,
        Workspace = with.Workspace.Id,
        Member = with.Member.Id,
        Inbox = with.Id,
        Target = target,
        Question = Question.Id,
        Revision = Question.Current.Id,
        Text = "It hides the future.",
        ReceivedAt = with.Event.ReceivedAt,
        Counts = counts,
    };

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private async Task FillAsync(WriteTransaction write, InboxEntry second, CancellationToken token)
    {
        var (database, own) = (Database, Own.Id);
        await database.Settings.SetGroupAsync(write, own, Group, token);
        await database.Settings.SetMemberAsync(write, own, Ana.Id, new MemberSettings("Asia/Tokyo", ShowsOnBoards: true), token);
        Schedule = await database.Schedules.AddAsync(write, NewSchedule(Own, Ana) with { State = ScheduleState.Active }, database.Now, token);
        Post = await database.Outbox.QueueAsync(write, own, OutboxPost.ToChannel("C1", new MessageView { Text = "Question" }), token);
        Queued = await AddOccurrenceAsync(write, 21, token);
        Open = await AddOccurrenceAsync(write, 20, token);
        await database.Occurrences.OpenAsync(write, own, Open, database.Now, token);
        Closed = await AddOccurrenceAsync(write, 19, token);
        await database.Occurrences.OpenAsync(write, own, Closed, database.Now, token);
        await database.Occurrences.CloseAsync(write, own, Closed, database.Now, token);
        Round = await AddRoundAsync(write, token);
        Quiz = await database.Quizzes.AddAsync(write, own, Ana.Id, "C1", Question, database.Now, token);
        File = new AttachedFileId(Event.Id.Value);
        await database.Files.AddAsync(write, own, Ana.Id, File, new KeptFile("our-guide.md", "# Masks"u8.ToArray()), database.Now, token);
        Judged = await database.Answers.AddAsync(write, NewAnswer(Event, new AnswerTarget.Drill(Queued), counts: true), token);
        await database.Answers.SettleAsync(write, Judged, Verdict, AnswerState.Graded, database.Now, token);
        await database.Points.AwardAsync(write, own, Judged.Id, Ana.Id, 62, database.Now, token);
        Waiting = await database.Answers.AddAsync(write, NewAnswer(second, new AnswerTarget.Drill(Open), counts: true), token);
    }

    private async Task<OccurrenceId> AddOccurrenceAsync(WriteTransaction write, int day, CancellationToken token)
    {
        var id = Database.Occurrences.NewId();
        await Database.Occurrences.AddAsync(write, id, Schedule, Fire(day), Database.Now, Database.Now.AddHours(day), Question, Post, token);
        return id;
    }

    private async Task<OccurrenceId> AddRoundAsync(WriteTransaction write, CancellationToken token)
    {
        var start = new RoundStart
        {
            Id = Database.Occurrences.NewId(),
            Workspace = Own.Id,
            Channel = "C1",
            StartedBy = Ana.Id,
            Questions = [(Question, TimeSpan.FromSeconds(45))],
        };
        await Database.Occurrences.AddRoundAsync(write, start, Database.Now, Post, token);
        await Database.Rounds.AddQuestionsAsync(write, Own.Id, start.Id, start.Questions, token);
        return start.Id;
    }
}
