using Bot.Core.Drills;

namespace Bot.Bench.Faults;

/// <summary>Holds what the platform saw against what the bot stored and what it promises.</summary>
/// <param name="stage">The platform.</param>
/// <param name="database">What the bot stored.</param>
/// <param name="run">What happened.</param>
/// <param name="mayDouble">Whether posts may be there twice, once, when nobody knows whether they are.</param>
internal sealed class FaultsJudge(FaultStage stage, FaultsDatabase database, FaultsRun run, bool mayDouble)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // So long a bot that is started takes until it has caught up.
    private static readonly TimeSpan StartUp = TimeSpan.FromSeconds(15);

    // Discord wants five seconds between sessions; a timer of the bot's may be short of them by the clock's grain.
    private static readonly TimeSpan BetweenSessions = TimeSpan.FromSeconds(4.9);

    private readonly List<IReadOnlyList<string>> _figures = [];
    private readonly List<Promise> _promises = [];

    /// <summary>Judges.</summary>
    public async Task<(IReadOnlyList<IReadOnlyList<string>> Figures, IReadOnlyList<Promise> Promises)> JudgeAsync(CancellationToken cancellationToken)
    {
        var shown = stage.Shown();
        var posts = await database.ListPostsAsync(cancellationToken);
        Tell("faults", run.Faults.Count);
        Tell("kills", run.Kills);
        Tell("things that members did", run.Done);
        Tell("of these nothing was heard of the bot", run.Unheard);
        await JudgeAnswersAsync(shown, posts, cancellationToken);
        await JudgeEventsAsync(shown, cancellationToken);
        JudgePosts(shown, posts);
        await JudgeOccurrencesAsync(posts, cancellationToken);
        JudgeConnections();
        Hold("It comes to rest", run.Unrest.Length == 0 ? [] : [run.Unrest]);
        Hold("It never ends by itself", run.Crashes);
        Hold("Nothing in its log wants a person", run.Errors);
        Hold("The platform finds nothing wrong with what it is sent", Unexpected());
        Hold("The database is whole", await database.CheckAsync(cancellationToken) is var said && said == "ok" ? [] : [said]);
        return (_figures, _promises);
    }

    private void Tell(string what, object number) => _figures.Add([what, $"{number}"]);

    private void Hold(string promise, IEnumerable<string> against) => _promises.Add(new Promise(promise, [.. against]));

    private async Task JudgeAnswersAsync(IReadOnlyList<ShownMessage> shown, IReadOnlyList<StoredPost> posts, CancellationToken cancellationToken)
    {
        var stored = (await database.ListAnswersAsync(cancellationToken)).ToLookup(answer => PlayedAnswer.TokensIn(answer.Text).FirstOrDefault() ?? "");
        var feedback = Told(shown);
        var sent = posts.Where(post => post.Subject.StartsWith("feedback:", StringComparison.Ordinal))
            .SelectMany(post => PlayedAnswer.TokensIn(post.Message).Select(token => (token, post)))
            .ToLookup(pair => pair.token, pair => pair.post);
        var acknowledged = run.Answers.Where(answer => answer.Acknowledged > 0).ToList();
        Tell("answers written", run.Answers.Count);
        Tell("answers sent, with those sent again", run.Answers.Sum(answer => answer.Sent));
        Tell("answers acknowledged", acknowledged.Count);
        Tell("of these stored", acknowledged.Count(answer => stored[answer.Token].Any()));
        Tell("of these with feedback that the member saw", acknowledged.Count(answer => feedback[answer.Token].Any()));
        var uncertain = run.Answers.Where(answer => answer is { Acknowledged: 0, Sent: > 0 }).ToList();
        Tell("answers never acknowledged and given up", uncertain.Count);
        Tell("of these stored all the same", uncertain.Count(answer => stored[answer.Token].Any()));
        Hold("No answer that was acknowledged is lost", acknowledged.Where(answer => !stored[answer.Token].Any()).Select(answer => $"{answer} is not stored"));
        Hold(
            "What is sent again is stored once",
            run.Answers.Where(answer => stored[answer.Token].Count() > 1).Select(answer => $"{answer} is stored {stored[answer.Token].Count()} times"));
        Hold(
            "Every stored answer has one verdict",
            stored.SelectMany(group => group).Where(answer => answer.Verdicts != 1).Select(answer => $"{answer.Id} is {answer.State} and has {answer.Verdicts} verdicts"));
        List<string> lost = [], doubled = [];
        var (givenUp, twice) = (0, 0);
        foreach (var answer in run.Answers.Where(answer => stored[answer.Token].Any()))
        {
            var (seen, wanted, rows) = (feedback[answer.Token].Count(), stored[answer.Token].Count(), sent[answer.Token].ToList());
            if (seen < wanted)
            {
                var why = string.Join("; ", rows.Select(row => $"{row.State} {row.Reason}".Trim()));
                if (rows.Exists(row => row.State == "unknown"))
                {
                    givenUp++;
                }
                else
                {
                    lost.Add($"{answer}: feedback seen {seen} times, stored {wanted} times ({why})");
                }
            }
            else if (seen > wanted)
            {
                if (rows.Exists(row => row.UnknownOutcomes > 0) && seen - wanted <= rows.Count(row => row.UnknownOutcomes > 0))
                {
                    twice++;
                }
                else
                {
                    doubled.Add($"{answer}: feedback seen {seen} times, stored {wanted} times (unknown outcomes: {string.Join(", ", rows.Select(row => row.UnknownOutcomes))})");
                }
            }
        }

        Tell("feedback shown twice after an unknown outcome, as documented", twice);
        Tell("feedback given up after two unknown outcomes, as documented, and not seen", givenUp);
        Hold("No feedback is lost", lost);
        Hold("No feedback is doubled, but for one after an unknown outcome where the platform knows no key", doubled);
    }

    // Long feedback takes several messages, and the answer may stand in a later one: that one tells of it when no first one does.
    private static ILookup<string, ShownMessage> Told(IReadOnlyList<ShownMessage> shown) => shown
        .Where(message => message.IsFeedback || message.IsContinued)
        .SelectMany(message => PlayedAnswer.TokensIn(message.Body).Select(token => (token, message)))
        .GroupBy(pair => pair.token, pair => pair.message)
        .SelectMany(group => group.Any(message => message.IsFeedback) ? group.Where(message => message.IsFeedback) : group, (group, message) => (group.Key, message))
        .ToLookup(pair => pair.Key, pair => pair.message);

    private async Task JudgeEventsAsync(IReadOnlyList<ShownMessage> shown, CancellationToken cancellationToken)
    {
        var events = await database.ListEventsAsync(cancellationToken);
        var acknowledged = stage.Acknowledged();
        Tell("commands, buttons and forms acknowledged as taken", acknowledged.Count);
        Hold("Whatever was acknowledged is handled", acknowledged
            .Where(id => events.GetValueOrDefault(id) != "handled")
            .Select(id => $"event {id} is {events.GetValueOrDefault(id, "not stored")}"));
        Hold("Nothing fails while it is handled", events.Where(pair => pair.Value == "failed").Select(pair => $"event {pair.Key} failed"));
        Tell("replies that still say that the bot is thinking", shown.Count(message => message.IsLoading));
    }

    private void JudgePosts(IReadOnlyList<ShownMessage> shown, IReadOnlyList<StoredPost> posts)
    {
        var byKey = posts.ToDictionary(post => post.Key);
        var keyed = shown.Where(message => message.Key is not null).ToLookup(message => message.Key!);
        List<string> doubled = [], lost = [];
        var uncertain = 0;
        foreach (var group in keyed.Where(group => group.Count() > 1))
        {
            var post = byKey.GetValueOrDefault(group.Key.Split('.')[0]);
            if (mayDouble && group.Count() == 2 && post is { UnknownOutcomes: > 0 })
            {
                uncertain++;
            }
            else
            {
                doubled.Add($"{group.Count()} times in {group.First().Place}: {group.First().Title} ({post?.Subject}, {post?.UnknownOutcomes} unknown outcomes)");
            }
        }

        var replies = shown.Where(message => message is { Key: null, ReplyTo: not null }).GroupBy(message => (message.ReplyTo, message.Body)).Where(group => group.Count() > 1);
        foreach (var group in replies)
        {
            if (group.Count() == 2 && posts.Any(post => post.EventId == group.Key.ReplyTo && post.UnknownOutcomes > 0))
            {
                uncertain++;
            }
            else
            {
                doubled.Add($"{group.Count()} times in {group.First().Place}, in reply to {group.Key.ReplyTo}: {group.First().Title}");
            }
        }

        lost.AddRange(posts.Where(post => post is { State: "posted", Channel: not null } && !keyed[post.Key].Any()).Select(post => $"{post.Subject} is posted by its record, and not there"));
        var said = posts.Where(post => post.State != "posted").GroupBy(post => $"{post.State}{(post.AwaitsContact ? ", awaits contact" : "")} {post.Reason}".Trim());
        Tell("posts in channels", posts.Count(post => post is { State: "posted", Channel: not null }));
        Tell("replies and direct messages", posts.Count(post => post is { State: "posted", Channel: null }));
        foreach (var group in said)
        {
            Tell($"posts that are {group.Key}", group.Count());
        }

        Tell("messages shown twice after an unknown outcome, as documented", uncertain);
        Hold(mayDouble ? "Nothing is posted twice, but for one after an unknown outcome" : "Nothing is posted twice in a channel, and no reply but one after an unknown outcome", doubled);
        Hold("What is on record as posted is there", lost);
    }

    private async Task JudgeOccurrencesAsync(IReadOnlyList<StoredPost> posts, CancellationToken cancellationToken)
    {
        var occurrences = await database.ListOccurrencesAsync(cancellationToken);
        List<string> lost = [], doubled = [];
        foreach (var schedule in occurrences.Where(occurrence => occurrence.Cron.Length > 0).GroupBy(occurrence => (occurrence.Cron, occurrence.CreatedAtMs)))
        {
            _ = FireCalendar.TryCreate(schedule.Key.Cron, "UTC", out var calendar, out _);
            var planned = calendar!.Between(DateTimeOffset.FromUnixTimeMilliseconds(schedule.Key.CreatedAtMs), run.Until).Select(fire => fire.At).ToList();
            var found = schedule.ToLookup(occurrence => DateTimeOffset.FromUnixTimeMilliseconds(occurrence.PlannedAtMs));
            Tell($"planned by {schedule.Key.Cron}", planned.Count);
            foreach (var group in schedule.GroupBy(occurrence => $"{occurrence.State} {occurrence.Reason}".Trim()))
            {
                Tell($"of these {group.Key}", group.Count());
            }

            lost.AddRange(planned.Where(at => !found[at].Any()).Select(at => $"{schedule.Key.Cron} at {at:HH:mm:ss} is not on record"));
            lost.AddRange(schedule
                .Where(occurrence => occurrence.State is "abandoned" or "skipped" && !WasAway(DateTimeOffset.FromUnixTimeMilliseconds(occurrence.PlannedAtMs)))
                .Select(occurrence => $"{schedule.Key.Cron} at {DateTimeOffset.FromUnixTimeMilliseconds(occurrence.PlannedAtMs):HH:mm:ss} is {occurrence.State}: {occurrence.Reason}"));
            doubled.AddRange(found.Where(group => group.Count() > 1).Select(group => $"{schedule.Key.Cron} at {group.Key:HH:mm:ss} is on record {group.Count()} times"));
        }

        var started = occurrences.Where(occurrence => occurrence.Cron.Length == 0).ToList();
        foreach (var group in started.GroupBy(occurrence => $"{occurrence.State} {occurrence.Reason}".Trim()))
        {
            Tell($"rounds that members started: {group.Key}", group.Count());
        }

        lost.AddRange(started.Where(occurrence => occurrence.State == "abandoned").Select(occurrence => $"a round that a member started was abandoned: {occurrence.Reason}"));
        foreach (var count in await database.CountRoundQuestionsAsync(cancellationToken))
        {
            Tell($"questions of rounds: {count.Name}", count.Number);
        }

        // A question of a round may be opened once more; what else a subject stands for is posted once.
        doubled.AddRange(posts
            .Where(post => post is { State: "posted", Channel: not null } && post.Subject.Length > 0)
            .GroupBy(post => post.Subject)
            .Where(group => group.Count() > (group.Key.StartsWith("round-question:", StringComparison.Ordinal) ? 2 : 1))
            .Select(group => $"{group.Key} was posted {group.Count()} times"));
        Hold("No drill is lost", lost);
        Hold("No drill is held twice", doubled);
    }

    private void JudgeConnections()
    {
        var (connected, identified) = (stage.ConnectedAt, stage.IdentifiedAt);
        var broken = run.Faults.SelectMany(fault => Enumerable.Repeat(fault.At, fault.Fault.Breaks))
            .Concat(run.Absences.SelectMany(absence => Enumerable.Repeat(absence.From, stage.Connections)))
            .ToList();
        Tell("connections that faults and kills broke", broken.Count);
        Tell("connections opened, or tried to", connected.Count);
        var most = connected.Select(at => (At: at, Count: connected.Count(other => other >= at && other < at + Minute))).OrderByDescending(window => window.Count).FirstOrDefault();
        Tell("connections opened in one minute, at most", most.Count);
        Tell("connections that faults and kills broke in that minute and the one before", broken.Count(at => at >= most.At - Minute && at < most.At + Minute));
        Hold("There is no storm of connections", connected
            .Select(at => (At: at, Opened: connected.Count(other => other >= at && other < at + Minute), Broken: broken.Count(cause => cause >= at - Minute && cause < at + Minute)))
            .Where(window => window.Opened > (2 * window.Broken) + (6 * stage.Connections))
            .Select(window => $"from {window.At:HH:mm:ss}: {window.Opened} opened in a minute, {window.Broken} broken"));
        if (identified.Count == 0)
        {
            return;
        }

        Tell("sessions begun", identified.Count);
        Tell("sessions begun in one minute, at most", identified.Max(at => identified.Count(other => other >= at && other < at + Minute)));
        Hold("Sessions are begun within Discord's budget: five seconds apart in one life, fewer than 1,000 a day", identified
            .Zip(identified.Skip(1))
            .Where(pair => pair.Second - pair.First < BetweenSessions && !run.Absences.Any(absence => absence.Until >= pair.First && absence.From <= pair.Second))
            .Select(pair => $"at {pair.First:HH:mm:ss.fff} and at {pair.Second:HH:mm:ss.fff}")
            .Concat(identified.Count >= 1_000 ? [$"{identified.Count} sessions were begun"] : []));
    }

    // A question of every minute is over after a minute: away in that time, the bot finds it over when it is back.
    private bool WasAway(DateTimeOffset planned) => run.Absences.Any(absence => planned + Minute >= absence.From && planned <= absence.Until + StartUp);

    // What comes too late is refused for that, and nobody can help it.
    private IEnumerable<string> Unexpected() => stage.Refusals
        .Where(refusal => !Late.Any(word => refusal.Contains(word, StringComparison.Ordinal)))
        .GroupBy(refusal => refusal)
        .Select(group => $"{group.Key} ({group.Count()} times)");

    private static readonly string[] Late =
    [
        "10062", "10015", "40060", "50027", "10008",
        "after three seconds", "no envelope is called", "expired_trigger_id", "exchanged_trigger_id", "expired_url", "used_url", "trigger_expired", "trigger_exchanged",
    ];
}
