using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Bot.Core.Chat;
using Bot.Core.Grading;
using Bot.Core.Import.Yaml;
using Bot.Core.Inbox;
using Bot.Core.Members;
using Bot.Core.Outbox;
using Bot.Core.Questions;
using Bot.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Stories.Stage;

/// <summary>
/// The whole bot in a folder of its own, and the people who talk with it. Only the platform, the clock and the model are
/// played; every step waits until the bot has nothing left to do.
/// </summary>
internal sealed class BotStory : IAsyncDisposable
{
    private const string Group = "group";

    // For so long the bot waits for a platform's answer.
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(20);

    private readonly StorySetup _setup;
    private readonly IStoryGroup? _group;
    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("redflag-story-");
    private readonly DataDirectory _directory;
    private readonly Transcript _transcript = new();
    private readonly HashSet<Delivery> _told = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, FormView> _forms = [];
    private readonly List<StoryLog> _logs = [];
    private BotRun? _run;
    private int _events;

    private BotStory(StoryClock clock, Pulse pulse, StorySetup setup, IStoryGroup? group)
    {
        (_setup, _group, Clock, Pulse) = (setup, group, clock, pulse);
        _directory = new DataDirectory(Path.Combine(_folder.FullName, "data"));
        Platform = new PlayedPlatform(Other(group is null, setup.Platform), setup.DeliversOnce, Clock, Pulse);
        Grader = new PlayedGrader(Pulse);
        Record = new StoryRecord(_directory, Clock);
    }

    public Pulse Pulse { get; }

    public StoryClock Clock { get; }

    public PlayedPlatform Platform { get; }

    public PlayedGrader Grader { get; }

    public StoryRecord Record { get; }

    /// <summary>Gets what no log of the story may hold; checked at its end.</summary>
    public Discretion Discretion { get; } = new();

    /// <summary>Gets where the bot keeps its data.</summary>
    public DataDirectory Directory => _directory;

    /// <summary>Gets the guild in which the group talks.</summary>
    public DiscordGroup Discord => _group as DiscordGroup ?? throw new InvalidOperationException("This group does not talk on Discord.");

    /// <summary>Gets the workspace in which the group talks.</summary>
    public SlackGroup Slack => _group as SlackGroup ?? throw new InvalidOperationException("This group does not talk on Slack.");

    public BotRun Run => _run ?? throw new InvalidOperationException("The bot is not running.");

    /// <summary>Gets the form that a member has before them.</summary>
    public FormView FormOf(string member) => _forms[member];

    /// <summary>Begins a story.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The story disposes of its guild.")]
    public static async Task<BotStory> BeginAsync(DateTimeOffset start, StorySetup? setup = null)
    {
        var pulse = new Pulse();
        var clock = new StoryClock(start, pulse);
        setup ??= new StorySetup();
        IStoryGroup? group = setup.Place switch
        {
            StoryPlace.Discord => await DiscordGroup.FoundAsync(clock, pulse, TestContext.Current.CancellationToken),
            StoryPlace.Slack => await SlackGroup.FoundAsync(clock, pulse, TestContext.Current.CancellationToken),
            _ => null,
        };
        var story = new BotStory(clock, pulse, group?.Arrange(setup) ?? setup, group);
        await story.StartAsync(async services =>
        {
            await LoadAsync(services, story._setup.Pack);
            await story.FoundAsync(services);
        });
        return story;
    }

    /// <summary>Gives the chat since the last time it was asked for.</summary>
    public string Transcript
    {
        get
        {
            foreach (var delivery in Shown.Where(_told.Add).OrderBy(delivery => delivery.Order, StringComparer.Ordinal))
            {
                _transcript.Add(delivery);
            }

            return _transcript.Take();
        }
    }

    /// <summary>A member types a command, such as <c>/quiz topic:Attention</c>.</summary>
    public Task AsksAsync(string member, string typed, string channel = Given.Channel)
    {
        Tell($"{member}: {typed}");
        return DoAsync(member, Command(typed), channel);
    }

    /// <summary>A member presses the button of that label on the newest message that they see and that has it.</summary>
    public async Task PressesAsync(string member, string label, string channel = Given.Channel)
    {
        Tell($"{member} presses [{label}]");
        if (_group is not null)
        {
            Note(member, await _group.PressAsync(member, label, Record, TestContext.Current.CancellationToken));
            await RestAsync();
            return;
        }

        await DoAsync(member, Button(member, label), channel);
    }

    /// <summary>A member sends the form that is before them; what is not named stays as it is.</summary>
    public Task SendsAsync(string member, params IEnumerable<(string Field, string Value)> values) => SendsAsync(member, file: null, values);

    /// <summary>A member sends the form that is before them, with a file attached to it.</summary>
    public async Task SendsAsync(string member, StoryFile? file, params IEnumerable<(string Field, string Value)> values)
    {
        var given = values.ToDictionary();
        var told = given.Select(pair => $"{pair.Key}: {Shortened(pair.Value)}");
        Tell($"{member} sends {string.Join(" ", file is null ? told : told.Append($"{file.Field}: <{file.Name}>"))}");
        if (_group is not null)
        {
            Note(member, await _group.SubmitAsync(member, given, file, TestContext.Current.CancellationToken));
            given.Values.ToList().ForEach(Discretion.Wrote);
            await RestAsync();
            return;
        }

        var form = _forms[member];
        var fields = form.Fields.Where(field => !field.IsFile);
        var action = new ChatAction.Form(form.Name, form.Argument, fields.ToImmutableDictionary(field => field.Name, field => given.GetValueOrDefault(field.Name, field.Value ?? "")));
        await DoAsync(
            member,
            file is null ? action : action with { Files = ImmutableDictionary<string, AttachedFile>.Empty.Add(file.Field, Platform.Attach(file)) },
            Given.Channel);
    }

    /// <summary>From now on nothing that people attached can be had from the platform any more.</summary>
    public void ForgetFiles()
    {
        if (_group is not null)
        {
            _group.ForgetFiles();
            return;
        }

        Platform.KeepsFiles = false;
    }

    /// <summary>A member opens the answer form of the newest question that they see, and sends an answer.</summary>
    public async Task AnswersAsync(string member, string text)
    {
        await PressesAsync(member, "Answer");
        await SendsAsync(member, ("text", text));
    }

    /// <summary>A member sends the answer form that is before them, and nobody waits for what the bot does.</summary>
    public Task HandsInAnswerAsync(string member, string text)
    {
        if (_group is not null)
        {
            Discretion.Wrote(text);
            return HandInToGroupAsync(member, text);
        }

        var form = _forms[member];
        return HandInAsync(member, new ChatAction.Form(form.Name, form.Argument, ImmutableDictionary<string, string>.Empty.Add("text", text)));
    }

    /// <summary>An event comes in, as an adapter hands it in, and the bot does all that it has to do.</summary>
    public async Task DoAsync(string member, ChatAction action, string channel = Given.Channel, string? eventId = null)
    {
        await HandInAsync(member, action, channel, eventId);
        await RestAsync();
    }

    /// <summary>An event comes in, as an adapter hands it in.</summary>
    public async Task HandInAsync(string member, ChatAction action, string channel = Given.Channel, string? eventId = null)
    {
        var token = TestContext.Current.CancellationToken;
        if (_group is not null)
        {
            Discretion.Did(action);
            Note(member, await _group.DoAsync(member, action, channel, Record, token));
            return;
        }

        var router = Run.Services.GetRequiredService<CommandRouter>();
        var first = router.FirstAnswerTo(action);
        var id = eventId ?? $"event-{++_events}";
        var received = new ChatEvent
        {
            EventId = id,
            Channel = new ChannelAddress(_setup.Platform, Group, channel),
            User = new ChatUser(member, member, IsAdministrator: false),
            ReceivedAt = Clock.GetUtcNow(),
            Reply = new ReplyHandle(PlayedReply.Write(member, first is not FirstAnswer.PublicReply, id), Clock.GetUtcNow() + TimeSpan.FromMinutes(15)),
            Action = action,
        };
        Discretion.Did(action);
        Discretion.IsCalled(received.User.DisplayName);
        Discretion.IsSecret(received.Reply.Token);
        if (first is FirstAnswer.Form)
        {
            Show(member, await router.OpenFormAsync(received, token));
            return;
        }

        var reception = Run.Services.GetRequiredService<Reception>();
        var stored = await reception.StoreAsync(received, token);
        await reception.HandOverAsync(stored, token);
    }

    /// <summary>Time passes, and the bot does all that it then has to do.</summary>
    public Task AdvanceAsync(TimeSpan time) => AdvanceToAsync(Clock.GetUtcNow() + time);

    /// <summary>Time passes until an instant, such as <c>2026-03-02 09:00</c> (UTC).</summary>
    public Task AdvanceToAsync(string instant) => AdvanceToAsync(
        DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal));

    /// <summary>Time passes, and nobody waits for what the bot does then.</summary>
    public void Pass(TimeSpan time)
    {
        Clock.Advance(time);
        LookAgain();
    }

    /// <summary>Lets time pass in steps, whenever the bot waits for no more than one, until something holds.</summary>
    public async Task PassUntilAsync(string what, int seconds, Func<bool> holds)
    {
        var (wait, before) = (TimeSpan.FromSeconds(seconds), 0);
        while (true)
        {
            await UntilAsync(what, () => holds() || Clock.Waiting.Any(timer => timer.Number > before && timer.Wait <= wait));
            if (holds())
            {
                return;
            }

            before = Clock.TimersSet;
            Pass(wait);
        }
    }

    /// <summary>Waits until the bot has nothing left to do at this moment.</summary>
    public Task RestAsync() => UntilAsync("the bot was at rest", Record.IsAtRest);

    /// <summary>Waits until something holds.</summary>
    public Task UntilAsync(string what, Func<bool> holds) =>
        Pulse.UntilAsync(what, holds, () => $"{Record.WhatIsLeft()}\n{string.Join('\n', Run.Log.All)}\n{Transcript}");

    /// <summary>Lets time pass, whenever the bot waits for it, until the platform was tried that often.</summary>
    public async Task UntilTriedAsync(DeliveryWay way, int times)
    {
        var end = Clock.GetUtcNow().AddHours(2);
        int Tried() => Platform.Tried.Count(delivery => delivery.Way == way);
        while (true)
        {
            var tried = Tried();
            await UntilAsync($"the bot waits after attempt {tried} of {times}", () => Tried() > tried || (tried > 0 && IsWaiting()) || tried >= times);
            if (Tried() >= times)
            {
                return;
            }

            if (Tried() == tried)
            {
                Assert.True(Clock.GetUtcNow() < end, $"The platform was tried {tried} times only.\n{string.Join('\n', Run.Log.All)}");
                Pass(Step);
            }
        }
    }

    /// <summary>Loads a pack beside the running bot, as <c>import</c> does.</summary>
    public Task LoadAsync(string pack) => LoadAsync(Run.Services, pack);

    /// <summary>Stops the bot in order, and starts it again.</summary>
    public async Task RestartAsync(DateTimeOffset? at = null)
    {
        await StopAsync();
        await ComeBackAsync(at);
    }

    /// <summary>Stops the bot in order.</summary>
    public async Task StopAsync()
    {
        AssertNoErrors();
        await Run.StopAsync();
        _run = null;
    }

    /// <summary>The bot dies at once.</summary>
    public async Task CrashAsync()
    {
        AssertNoErrors();
        await Run.DieAsync();
        _run = null;
    }

    /// <summary>Starts the bot again over the same data, perhaps later.</summary>
    public async Task ComeBackAsync(DateTimeOffset? at = null, bool atRest = true, bool waitForBot = true)
    {
        if (at is { } instant)
        {
            Clock.SetUtcNow(instant);
        }

        await StartAsync(_ => Task.CompletedTask, waitForBot);
        if (atRest)
        {
            await RestAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_run is { } run)
        {
            var errors = run.Log.TakeErrors();
            await run.StopAsync();
            Assert.Empty(errors);
        }

        if (_group is not null)
        {
            await _group.DisposeAsync();
        }

        Discretion.ReadFrom(_directory);
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        Discretion.AssertKeptBy(_logs.SelectMany(log => log.Every));
    }

    private async Task AdvanceToAsync(DateTimeOffset instant)
    {
        Clock.SetUtcNow(instant);
        LookAgain();
        await RestAsync();
    }

    // For a post to become due, for the end of a hanging delivery, or for the next attempt at one that was refused passingly.
    private bool IsWaiting() =>
        Record.IsAtRest()
        || (Platform.IsHanging && Clock.Waiting.Any(timer => timer.Wait == Step))
        || Clock.Waiting.Any(timer => timer.Number > Platform.TimersBefore && timer.Wait < Step);

    // Whoever looked at the clock before it moved, and only then begins to nap, would oversleep. (Quartz looks again by itself.)
    private void LookAgain()
    {
        Run.Services.GetRequiredService<OutboxSignal>().Set();
        Run.Services.GetRequiredService<GradingSignal>().Set();
        Run.Services.GetRequiredService<ErasureSignal>().Set();
    }

    private async Task StartAsync(Func<IServiceProvider, Task> prepare, bool waitForBot = true)
    {
        _run = await BotRun.StartAsync(_directory, _setup, Clock, Platform, Grader, Pulse, prepare);
        _logs.Add(_run.Log);
        if (_group is not null && waitForBot)
        {
            await _group.WaitForBotAsync(TestContext.Current.CancellationToken);
        }
    }

    // Olga is the first member, and thereby the organiser.
    private Task FoundAsync(IServiceProvider services)
    {
        var members = services.GetRequiredService<MemberStore>();
        return services.GetRequiredService<WriteGate>().RunAsync(
            async (write, token) =>
            {
                var group = await members.MeetWorkspaceAsync(write, _setup.Platform, _group?.Workspace ?? Group, "UTC", Clock.GetUtcNow(), token);
                await members.MeetMemberAsync(
                    write, group.Id, _group?.UserOf(Given.Organiser) ?? Given.Organiser, Given.Organiser, firstIsOrganiser: true, Clock.GetUtcNow(), token);
            },
            TestContext.Current.CancellationToken);
    }

    private static async Task LoadAsync(IServiceProvider services, string pack)
    {
        using var text = new StringReader(pack);
        var reading = YamlPackReader.Read("story.yaml", text);
        var read = Assert.IsType<PackReading.Read>(reading);
        var questions = services.GetRequiredService<QuestionStore>();
        await services.GetRequiredService<WriteGate>().RunAsync(
            (write, token) => questions.LoadAsync(write, owner: null, read.Pack, token), TestContext.Current.CancellationToken);
    }

    // A platform that is not the group's, so that nothing goes there.
    private static Platform Other(bool isPlayed, Platform own) =>
        isPlayed ? own : own is Bot.Core.Chat.Platform.Slack ? Bot.Core.Chat.Platform.Discord : Bot.Core.Chat.Platform.Slack;

    private void AssertNoErrors() => Assert.Empty(Run.Log.TakeErrors());

    private void Tell(string line)
    {
        var before = Transcript;
        if (before.Length > 0)
        {
            _transcript.Add(before);
        }

        _transcript.Add(line);
    }

    /// <summary>Gets what can be seen where the group talks.</summary>
    public IReadOnlyList<Delivery> Shown => _group?.Shown(Record) ?? Platform.Shown;

    private async Task HandInToGroupAsync(string member, string text) =>
        Note(member, await _group!.SubmitAsync(member, new Dictionary<string, string> { ["text"] = text }, file: null, TestContext.Current.CancellationToken));

    private void Note(string member, GroupStep step)
    {
        if (step.Secret.Length > 0)
        {
            Discretion.IsSecret(step.Secret);
        }

        Discretion.IsCalled(member);
        if (step.Form is { } form)
        {
            Show(member, new FormOpening.Opened(form));
        }
    }

    private void Show(string member, FormOpening opening)
    {
        switch (opening)
        {
            case FormOpening.Opened { Form: var form }:
                _forms[member] = form;
                Tell($"form (for {member}): {form.Title}{(form.Text is { } text ? $"\n  {text}" : "")}{string.Concat(
                    form.Fields.Where(field => field.Value is { Length: > 0 }).Select(field => $"\n  {field.Name}: {Shortened(field.Value!)}"))}");
                break;
            case FormOpening.Refused { Message: var message }:
                _transcript.Add(new Delivery(DeliveryWay.Reply, null, member, message, default));
                break;
            default:
                throw new InvalidOperationException("A form is opened or refused.");
        }
    }

    private ChatAction.Command Command(string typed)
    {
        var known = Run.Services.GetRequiredService<CommandRouter>().Commands.Select(command => command.Name);
        var line = typed.TrimStart('/');
        var name = known.Where(name => line == name || line.StartsWith(name + " ", StringComparison.Ordinal)).MaxBy(name => name.Length)
            ?? line.Split(' ')[0];
        return new ChatAction.Command(
            name,
            line[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(option => option.Split(':', 2))
                .ToImmutableDictionary(option => option[0], option => option[1].Replace('_', ' ')));
    }

    private ChatAction.Button Button(string member, string label)
    {
        var seen = Platform.Shown.Where(delivery => delivery.OnlyFor is null || delivery.OnlyFor == member).SelectMany(delivery => delivery.Message.Buttons);
        var button = seen.Last(button => button.Label == label);
        return new ChatAction.Button(button.Action, button.Argument);
    }

    private static string Shortened(string text) => text.Length <= 200 ? text : $"{text[..20]}… ({text.Length} characters)";
}
