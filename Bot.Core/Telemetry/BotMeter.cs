using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Bot.Core.Chat;

namespace Bot.Core.Telemetry;

/// <summary>
/// What the bot measures of itself. Names and units follow OpenTelemetry's conventions; tags are few and fixed, and none says
/// anything of a member, a workspace or a text.
/// </summary>
public sealed class BotMeter
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Redflag";

    private static readonly double[] Waits = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

    private readonly Counter<long> _events;
    private readonly Histogram<double> _acknowledgement;
    private readonly Histogram<double> _grading;
    private readonly Histogram<double> _feedback;
    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _opened;
    private BacklogCounts _backlog = new(0, 0, 0);

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">The host's meters.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "The host's meters dispose of it.")]
    public BotMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = Waits };
        _events = meter.CreateCounter<long>("redflag.inbox.events", "{event}", "Events that came in and were stored.");
        _acknowledgement = meter.CreateHistogram(
            "redflag.inbox.acknowledgement.duration", "s", "From the receipt of an event to its being stored, after which it is acknowledged.", advice: advice);
        _grading = meter.CreateHistogram("redflag.grading.duration", "s", "How long judging an answer took.", advice: advice);
        _feedback = meter.CreateHistogram("redflag.feedback.duration", "s", "From the receipt of an answer to its feedback being out.", advice: advice);
        _deliveries = meter.CreateCounter<long>("redflag.outbox.deliveries", "{delivery}", "Attempts to bring a post to its platform.");
        _failures = meter.CreateCounter<long>("redflag.failures", "{failure}", "What went wrong and was logged as an error.");
        _opened = meter.CreateCounter<long>("redflag.drills.opened", "{drill}", "Drills whose question is out.");
        meter.CreateObservableGauge("redflag.queue.length", Lengths, "{item}", "What waits: events, answers, posts. Counted twice a minute.");
    }

    /// <summary>Counts an event that was stored.</summary>
    /// <param name="platform">Where it came from.</param>
    /// <param name="source">What sort it is of.</param>
    /// <param name="wait">How long that took since it was received.</param>
    public void Stored(Platform platform, TriggerSource source, TimeSpan wait)
    {
        _events.Add(1, new("redflag.platform", Words.Of(platform)), new("redflag.event.kind", Words.Of(source)));
        _acknowledgement.Record(wait.TotalSeconds, new KeyValuePair<string, object?>("redflag.platform", Words.Of(platform)));
    }

    /// <summary>Notes how long an answer took to judge.</summary>
    /// <param name="model">What judged it.</param>
    /// <param name="duration">How long.</param>
    public void Graded(string model, TimeSpan duration) =>
        _grading.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("redflag.model", model));

    /// <summary>Notes how long a member waited for feedback.</summary>
    /// <param name="wait">From the receipt of the answer.</param>
    public void FedBack(TimeSpan wait) => _feedback.Record(Math.Max(0, wait.TotalSeconds));

    /// <summary>Counts an attempt to deliver a post.</summary>
    /// <param name="platform">Where to.</param>
    /// <param name="way">How.</param>
    /// <param name="outcome"><see langword="null"/> when the platform took it.</param>
    public void Delivered(Platform platform, DeliveryWay way, DeliveryOutcome? outcome) => _deliveries.Add(
        1,
        new("redflag.platform", Words.Of(platform)),
        new("redflag.delivery.way", Words.Of(way)),
        new("redflag.delivery.outcome", outcome is { } failed ? Words.Of(failed) : "posted"));

    /// <summary>Counts a failure.</summary>
    /// <param name="kind">What failed.</param>
    public void Failed(Failure kind) => _failures.Add(1, new KeyValuePair<string, object?>("redflag.failure.kind", Words.Of(kind)));

    /// <summary>Counts a drill or a round whose question is out.</summary>
    /// <param name="kind">What it is, such as "daily"; one of a few.</param>
    public void Opened(string kind) => _opened.Add(1, new KeyValuePair<string, object?>("redflag.drill.kind", kind));

    /// <summary>Notes how much waits; read by the gauge until the next time.</summary>
    /// <param name="counts">The counts.</param>
    public void Waiting(BacklogCounts counts) => Volatile.Write(ref _backlog, counts);

    private IEnumerable<Measurement<long>> Lengths()
    {
        var backlog = Volatile.Read(ref _backlog);
        yield return new(backlog.Events, new KeyValuePair<string, object?>("redflag.queue", "inbox"));
        yield return new(backlog.Answers, new KeyValuePair<string, object?>("redflag.queue", "answers"));
        yield return new(backlog.Posts, new KeyValuePair<string, object?>("redflag.queue", "outbox"));
    }
}

/// <summary>What can fail.</summary>
public enum Failure
{
    /// <summary>An event could not be stored.</summary>
    Storing,

    /// <summary>An event's handler threw.</summary>
    Handling,

    /// <summary>An attempt to judge an answer.</summary>
    Grading,

    /// <summary>What became of a post could not be noted.</summary>
    Relaying,

    /// <summary>A post was given up.</summary>
    GivenUp,
}
