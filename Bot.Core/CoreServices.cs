using Bot.Core.Banks;
using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Drills;
using Bot.Core.Drills.Rounds;
using Bot.Core.Grading;
using Bot.Core.Import;
using Bot.Core.Inbox;
using Bot.Core.Members;
using Bot.Core.Outbox;
using Bot.Core.Questions;
using Bot.Core.Review;
using Bot.Core.Standings;
using Bot.Core.Storage;
using Bot.Core.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bot.Core;

/// <summary>Registers the features of Bot.Core.</summary>
public static class CoreServices
{
    /// <summary>
    /// Adds all features. The host adds what they stand on: a <see cref="TimeProvider"/>, a <c>DbDataSource</c>, data protection,
    /// an <see cref="IAnswerGrader"/>, <see cref="IDrillAlarms"/>, and the platforms.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddRedflagCore(this IServiceCollection services) => services
        .AddSingleton<IdSource>()
        .AddSingleton<WriteGate>()
        .AddSingleton<Backlog>()
        .AddSingleton<BotMeter>()
        .AddSingleton<QuestionStore>()
        .AddImport()
        .AddMembers()
        .AddHostedService<RoundResumption>() // The first to start, as it says.
        .AddChat()
        .AddGrading()
        .AddWorkers()
        .AddDrills()
        .AddStandings();

    private static IServiceCollection AddImport(this IServiceCollection services)
    {
        services.AddOptions<ImportOptions>().BindConfiguration("Import").ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<ImportOptions>, ImportOptionsValidator>()
            .AddSingleton(provider => new BankReaders(provider.GetRequiredService<IOptions<ImportOptions>>().Value))
            .AddBanks();
    }

    private static IServiceCollection AddBanks(this IServiceCollection services) => services
        .AddSingleton<PackChangeStore>()
        .AddSingleton<PackChanges>()
        .AddSingleton<BankImport>()
        .AddSingleton<BankFiles>()
        .AddSingleton<IChatRoute, BankSearchCommand>()
        .AddSingleton<IChatRoute, BankShowCommand>()
        .AddSingleton<IChatRoute, BankStatsCommand>()
        .AddSingleton<TwinStore>()
        .AddSingleton<Twins>()
        .AddDuplicates()
        .AddSingleton<IChatRoute, BankLintCommand>()
        .AddSingleton<IChatRoute, BankExportCommand>()
        .AddSingleton<IChatRoute, BankImportCommand>()
        .AddSingleton<IChatRoute, CorrectBankImportButton>()
        .AddSingleton<IChatRoute, BankImportSubmission>()
        .AddSingleton<IChatRoute, BankLoadButton>()
        .AddSingleton<IChatRoute, BankUndoButton>()
        .AddSingleton<IChatRoute, BankAddCommand>()
        .AddSingleton<IChatRoute, BankEditCommand>()
        .AddSingleton<IChatRoute, BankEditButton>()
        .AddSingleton<IChatRoute, CorrectBankQuestionButton>()
        .AddSingleton<IChatRoute, BankQuestionSubmission>()
        .AddSingleton<IChatRoute>(provider => new BankKeySuggestions("bank show", provider.GetRequiredService<QuestionStore>()))
        .AddSingleton<IChatRoute>(provider => new BankKeySuggestions("bank edit", provider.GetRequiredService<QuestionStore>()));

    private static IServiceCollection AddDuplicates(this IServiceCollection services)
    {
        IChatRoute Show(IServiceProvider provider, Trigger trigger, ChatCommand? command) =>
            new DuplicatesRoute(trigger, command, provider.GetRequiredService<Twins>(), provider.GetRequiredService<QuestionStore>());
        IChatRoute Decide(IServiceProvider provider, string action, bool merges) =>
            new DecideTwinsButton(action, merges, provider.GetRequiredService<Twins>(), provider.GetRequiredService<QuestionStore>());
        return services
            .AddSingleton(provider => Show(provider, Trigger.Command(DuplicatesRoute.AsCommand.Name), DuplicatesRoute.AsCommand))
            .AddSingleton(provider => Show(provider, Trigger.Button(Actions.BankTwins), null))
            .AddSingleton(provider => Decide(provider, Actions.BankMerge, merges: true))
            .AddSingleton(provider => Decide(provider, Actions.BankApart, merges: false))
            .AddSingleton<IChatRoute, UndoTwinsButton>();
    }

    private static IServiceCollection AddMembers(this IServiceCollection services)
    {
        services.AddOptions<PrivacyOptions>().BindConfiguration("Privacy").ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<PrivacyOptions>, PrivacyOptionsValidator>()
            .AddSingleton<MemberStore>()
            .AddSingleton<SettingsStore>()
            .AddSingleton<DepartureStore>()
            .AddSingleton<MemberDeparture>()
            .AddSingleton<MemberExport>()
            .AddSingleton<ErasureSignal>()
            .AddHostedService<MemberCleaner>()
            .AddSingleton<PrivacyNotice>()
            .AddSingleton<IPostWatcher, Farewell>()
            .AddSingleton<IChatRoute, PrivacyShowCommand>()
            .AddSingleton<IChatRoute, PrivacyExportCommand>()
            .AddSingleton<IChatRoute, PrivacyDeleteCommand>()
            .AddSingleton<IChatRoute, PrivacyDeleteButton>()
            .AddSingleton<IChatRoute, PrivacyKeepButton>()
            .AddSettings();
    }

    private static IServiceCollection AddSettings(this IServiceCollection services)
    {
        IChatRoute Me(IServiceProvider provider, Trigger trigger, ChatCommand? command) =>
            new SettingsMeForm(trigger, command, provider.GetRequiredService<SettingsStore>());
        IChatRoute Group(IServiceProvider provider, Trigger trigger, ChatCommand? command) =>
            new SettingsGroupForm(trigger, command, provider.GetRequiredService<SettingsStore>());
        return services
            .AddSingleton<IChatRoute, SettingsShowCommand>()
            .AddSingleton(provider => Me(provider, Trigger.Command(SettingsMeForm.AsCommand.Name), SettingsMeForm.AsCommand))
            .AddSingleton(provider => Me(provider, Trigger.Button(Actions.SettingsMe), null))
            .AddSingleton<IChatRoute, SettingsMeSubmission>()
            .AddSingleton(provider => Group(provider, Trigger.Command(SettingsGroupForm.AsCommand.Name), SettingsGroupForm.AsCommand))
            .AddSingleton(provider => Group(provider, Trigger.Button(Actions.SettingsGroup), null))
            .AddSingleton<IChatRoute, SettingsGroupSubmission>()
            .AddSingleton<IChatRoute>(provider => new CorrectSettingsButton(Actions.CorrectSettingsMe, isGroup: false, provider.GetRequiredService<InboxStore>()))
            .AddSingleton<IChatRoute>(provider => new CorrectSettingsButton(Actions.CorrectSettingsGroup, isGroup: true, provider.GetRequiredService<InboxStore>()))
            .AddSingleton<IChatRoute>(_ => new SettingsZoneSuggestions(SettingsMeForm.AsCommand.Name))
            .AddSingleton<IChatRoute>(_ => new SettingsZoneSuggestions(SettingsGroupForm.AsCommand.Name))
            .AddSingleton<IChatRoute, OrganisersCommand>()
            .AddSingleton<IChatRoute>(provider => new OrganiserSuggestions("add", areOrganisers: false, provider.GetRequiredService<MemberStore>()))
            .AddSingleton<IChatRoute>(provider => new OrganiserSuggestions("remove", areOrganisers: true, provider.GetRequiredService<MemberStore>()));
    }

    private static IServiceCollection AddChat(this IServiceCollection services)
    {
        services.AddOptions<InboxOptions>().BindConfiguration("Inbox").ValidateOnStart();
        services.AddOptions<OutboxOptions>().BindConfiguration("Outbox").ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<InboxOptions>, InboxOptionsValidator>()
            .AddSingleton<IValidateOptions<OutboxOptions>, OutboxOptionsValidator>()
            .AddSingleton<InboxStore>()
            .AddSingleton<IMemberTraces, OutboxTraces>() // Before the events: an old one stays while a post refers to it.
            .AddSingleton<IMemberTraces, InboxTraces>()
            .AddSingleton<AttachedFileStore>()
            .AddSingleton<IMemberTraces, AttachedFileTraces>()
            .AddSingleton<Reception>()
            .AddSingleton<OutboxStore>()
            .AddSingleton<OutboxSignal>()
            .AddSingleton<OrganiserBell>()
            .AddSingleton<PostSender>()
            .AddSingleton<CommandRouter>()
            .AddSingleton(provider => new Lazy<CommandRouter>(provider.GetRequiredService<CommandRouter>))
            .AddSingleton<IChatRoute, HelpCommand>();
    }

    private static IServiceCollection AddGrading(this IServiceCollection services)
    {
        services.AddOptions<GradingOptions>().BindConfiguration("Grading").ValidateOnStart();
        services.AddOptions<ScoringOptions>().BindConfiguration("Scoring").ValidateOnStart();
        services.AddOptions<LexicalOptions>().BindConfiguration("Lexical").ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<GradingOptions>, GradingOptionsValidator>()
            .AddSingleton<IValidateOptions<ScoringOptions>, ScoringOptionsValidator>()
            .AddSingleton<IValidateOptions<ScoringOptions>, ScoringOptionsRules>()
            .AddSingleton<IValidateOptions<LexicalOptions>, LexicalOptionsValidator>()
            .AddSingleton<IValidateOptions<LexicalOptions>, LexicalOptionsRules>()
            .AddSingleton<AnswerStore>()
            .AddSingleton<QuestionAnalysisStore>()
            .AddSingleton<IMemberTraces, AnswerTraces>()
            .AddSingleton<GradingSignal>()
            .AddSingleton<IPostWatcher, PostedFeedback>()
            .AddSingleton(provider => new ScoringPolicy(provider.GetRequiredService<IOptions<ScoringOptions>>().Value));
    }

    /// <summary>They are stopped from the last to the first: what comes in, then what is judged, then what goes out.</summary>
    private static IServiceCollection AddWorkers(this IServiceCollection services) => services
        .AddHostedService<BacklogWatch>()
        .AddHostedService<TokenCleaner>()
        .AddHostedService<OutboxRelay>()
        .AddHostedService<GradingWorker>()
        .AddHostedService<InboxWorker>();

    private static IServiceCollection AddDrills(this IServiceCollection services)
    {
        services.AddOptions<DrillOptions>().BindConfiguration("Drills").ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<DrillOptions>, DrillOptionsValidator>()
            .AddSingleton<ScheduleStore>()
            .AddSingleton<OccurrenceStore>()
            .AddSingleton<QuizStore>()
            .AddSingleton<IMemberTraces, QuizTraces>()
            .AddSingleton<IMemberTraces, ScheduleTraces>()
            .AddSingleton<QuizAsking>()
            .AddSingleton<OpenQuestions>()
            .AddSingleton<AskedQuestions>()
            .AddSingleton<ScheduleChange>()
            .AddRounds()
            .AddSingleton<DailyDrill>()
            .AddHostedService<DrillStart>()
            .AddSingleton<DrillClosing>()
            .AddSingleton<IVerdictWatcher>(provider => provider.GetRequiredService<DrillClosing>())
            .AddSingleton<IPostWatcher, PostedOccurrence>()
            .AddSingleton<IPostWatcher, PostedReveal>()
            .AddSingleton<IChatRoute, QuizCommand>()
            .AddSingleton<IChatRoute, QuizButton>()
            .AddSingleton<IChatRoute, AnswerCommand>()
            .AddSingleton<IChatRoute, AnswerButton>()
            .AddSingleton<IChatRoute, CorrectAnswerButton>()
            .AddSingleton<IChatRoute, AnswerSubmission>()
            .AddSingleton<IChatRoute, StrongAnswerButton>()
            .AddSingleton<IChatRoute, SelfRatingButton>()
            .AddSingleton<IChatRoute, DailyCommand>()
            .AddSingleton<IChatRoute, ScheduleAddCommand>()
            .AddSingleton<IChatRoute, CorrectScheduleButton>()
            .AddSingleton<IChatRoute, ScheduleSubmission>()
            .AddSingleton<IChatRoute, ScheduleListCommand>()
            .AddSingleton<IChatRoute, SchedulePreviewChatCommand>()
            .AddSingleton<IChatRoute, ZoneSuggestions>()
            .AddTopicSuggestions("quiz", withBare: true)
            .AddTopicSuggestions("schedule add")
            .AddScheduleState("schedule pause", "Stop a schedule for a while", Actions.SchedulePause, ScheduleState.Paused)
            .AddScheduleState("schedule resume", "Let a paused schedule run again", Actions.ScheduleResume, ScheduleState.Active)
            .AddScheduleState("schedule remove", "Remove a schedule; points and past questions stay", Actions.ScheduleRemove, ScheduleState.Removed)
            .AddSingleton<IChatRoute>(provider => new ScheduleNumberSuggestions("schedule preview", provider.GetRequiredService<ScheduleStore>()));
    }

    private static IServiceCollection AddRounds(this IServiceCollection services)
    {
        services.AddOptions<RoundOptions>().BindConfiguration("Drills:Rounds").ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<RoundOptions>, RoundOptionsValidator>()
            .AddSingleton<RoundStore>()
            .AddSingleton<IMemberTraces, RoundTraces>()
            .AddSingleton<RoundChoice>()
            .AddSingleton<RapidFireRound>()
            .AddSingleton<IVerdictWatcher>(provider => provider.GetRequiredService<RapidFireRound>())
            .AddSingleton<IPostWatcher, PostedAnnouncement>()
            .AddSingleton<IPostWatcher, PostedRoundQuestion>()
            .AddSingleton<IPostWatcher, PostedRoundResult>()
            .AddSingleton<IChatRoute, DrillStartCommand>()
            .AddSingleton<IChatRoute, DrillStopCommand>()
            .AddSingleton<IChatRoute, RoundStopButton>()
            .AddTopicSuggestions("drill start");
    }

    private static IServiceCollection AddStandings(this IServiceCollection services) => services
        .AddSingleton<PointsLedger>()
        .AddSingleton<IMemberTraces, PointTraces>()
        .AddSingleton<Leaderboard>()
        .AddSingleton<ProgressStore>()
        .AddSingleton<MissStore>()
        .AddSingleton<IChatRoute, ReviewExportCommand>()
        .AddSingleton<IChatRoute, MeCommand>()
        .AddSingleton<IChatRoute, LeaderboardCommand>()
        .AddSingleton<IChatRoute, LeaderboardButton>();

    private static IServiceCollection AddTopicSuggestions(this IServiceCollection services, string command, bool withBare = false) =>
        services.AddSingleton<IChatRoute>(provider => new TopicSuggestions(command, "topic", withBare, provider.GetRequiredService<QuestionStore>()));

    private static IServiceCollection AddScheduleState(
        this IServiceCollection services, string command, string description, string action, ScheduleState state) => services
        .AddSingleton<IChatRoute>(provider => new ScheduleStateCommand(
            command, description, state, provider.GetRequiredService<ScheduleStore>(), provider.GetRequiredService<ScheduleChange>()))
        .AddSingleton<IChatRoute>(provider => new ScheduleStateButton(
            action, state, provider.GetRequiredService<ScheduleStore>(), provider.GetRequiredService<ScheduleChange>()))
        .AddSingleton<IChatRoute>(provider => new ScheduleNumberSuggestions(command, provider.GetRequiredService<ScheduleStore>()));
}
