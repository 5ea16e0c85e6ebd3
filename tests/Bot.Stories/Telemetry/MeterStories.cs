using System.Diagnostics.Metrics;
using Bot.Stories.Drills;
using Bot.Stories.Stage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Bot.Stories.Telemetry;

/// <summary>What the bot measures while people talk with it.</summary>
public sealed class MeterStories
{
    [Fact]
    public async Task An_answered_question_moves_the_meters()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, DailyStories.Short);
        var meters = story.Run.Services.GetRequiredService<IMeterFactory>();
        using var events = new MetricCollector<long>(meters, "Redflag", "redflag.inbox.events");
        using var acknowledged = new MetricCollector<double>(meters, "Redflag", "redflag.inbox.acknowledgement.duration");
        using var graded = new MetricCollector<double>(meters, "Redflag", "redflag.grading.duration");
        using var fedBack = new MetricCollector<double>(meters, "Redflag", "redflag.feedback.duration");
        using var deliveries = new MetricCollector<long>(meters, "Redflag", "redflag.outbox.deliveries");
        using var opened = new MetricCollector<long>(meters, "Redflag", "redflag.drills.opened");
        using var failures = new MetricCollector<long>(meters, "Redflag", "redflag.failures");

        await DailyStories.ScheduleAsync(story, ("when", "09:00"), ("topics", "Tokenization"));
        await story.AdvanceToAsync("2026-03-02 09:00");
        await story.AnswersAsync("ana", "a token is a piece of text");

        Assert.Equal(["form local 1", "form local 1"], Said(events));
        Assert.Equal(["local 0", "local 0"], Said(acknowledged));
        Assert.Equal(["played@1 0"], Said(graded));
        Assert.Equal(["0"], Said(fedBack));
        Assert.Equal(["posted reply local 1", "posted post local 1", "posted reply local 1"], Said(deliveries));
        Assert.Equal(["daily 1"], Said(opened));
        Assert.Empty(Said(failures));
    }

    [Fact]
    public async Task What_fails_is_counted_by_its_kind_and_what_waits_by_its_queue()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning);
        var meters = story.Run.Services.GetRequiredService<IMeterFactory>();
        using var failures = new MetricCollector<long>(meters, "Redflag", "redflag.failures");
        using var waiting = new MetricCollector<long>(meters, "Redflag", "redflag.queue.length");
        await story.AsksAsync("ana", "/quiz topic:Attention");
        story.Grader.FailsNext(1);
        story.Grader.HangsNext(1);
        await story.PressesAsync("ana", "Answer");
        await story.HandsInAnswerAsync("ana", "it hides later tokens");
        await story.UntilAsync("the model was asked again", () => story.Grader.Begun == 2);

        story.Clock.Advance(TimeSpan.FromSeconds(30));
        await story.UntilAsync("it was counted what waits", () =>
        {
            waiting.Clear();
            waiting.RecordObservableInstruments();
            return Said(waiting).SequenceEqual(["inbox 0", "answers 1", "outbox 0"]);
        });

        Assert.Equal(["grading 1"], Said(failures));
        Assert.Single(story.Run.Log.TakeErrors());
    }

    private static IEnumerable<string> Said<T>(MetricCollector<T> collector)
        where T : struct => collector.GetMeasurementSnapshot()
        .Select(measured => string.Join(' ', measured.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => tag.Value).Append(measured.Value)));
}
