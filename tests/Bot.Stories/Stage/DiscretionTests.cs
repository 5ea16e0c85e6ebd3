using System.Diagnostics.CodeAnalysis;
using Bot.Core.Chat;
using Bot.Core.Grading;
using Bot.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit.Sdk;

namespace Bot.Stories.Stage;

/// <summary>The check that every story makes at its end does find what it looks for.</summary>
public sealed class DiscretionTests
{
    private const string Answer = "I think that attention is a soft lookup, Zoë says";

    [Theory]
    [InlineData("Graded: I think that attention is a soft lookup, Zoë says.")]
    [InlineData("Graded: \"attention is a soft\"")]
    [InlineData("{\"text\":\"that attention is a…\"}")]
    [InlineData("GET /find?text=attention%20is%20a%20soft")]
    [InlineData("Hello Ana-Lena!")]
    [InlineData("The token was s3cret/+==.")]
    public void A_line_that_says_what_was_said_is_found(string line)
    {
        var discretion = Watched();

        Assert.Single(discretion.FindBreaches(["Event 1 was handled.", line]));
    }

    [Theory]
    [InlineData("Event 0195 was handled at 09:00.")]
    [InlineData("Analena is another name, and attention is another matter.")]
    public void Other_lines_are_not(string line) => Assert.Empty(Watched().FindBreaches([line]));

    [Theory]
    [SuppressMessage("Reliability", "CA2000", Justification = "Its end is what the test is about.")]
    [InlineData(LogLevel.Trace, "message")]
    [InlineData(LogLevel.Debug, "scope")]
    [InlineData(LogLevel.Information, "value")]
    [InlineData(LogLevel.Error, "exception")]
    [InlineData(LogLevel.Critical, "cause")]
    public async Task A_story_whose_bot_gossips_fails(LogLevel level, string how)
    {
        var story = await BotStory.BeginAsync(Given.MondayMorning, new StorySetup
        {
            Replace = services => services.AddSingleton<IVerdictWatcher>(
                provider => new Gossip(provider.GetRequiredService<ILoggerFactory>().CreateLogger("Microsoft.Gossip"), level, how)),
        });
        await story.AsksAsync("ana", "/quiz topic:Tokenization");
        await story.AnswersAsync("ana", Answer);
        story.Run.Log.TakeErrors();

        var failure = await Assert.ThrowsAsync<TrueException>(async () => await story.DisposeAsync());

        Assert.Contains("as a member did", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_that_quotes_somebody_reaches_no_log_with_its_message()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, new StorySetup
        {
            Replace = services => services.AddSingleton<IVerdictWatcher, Quoting>(),
        });
        await story.AsksAsync("ana", "/quiz topic:Tokenization");
        await story.PressesAsync("ana", "Answer");
        await story.HandsInAnswerAsync("ana", Answer);
        await story.UntilAsync("the verdict could not be stored", () => story.Run.Log.All.Any(line => line.StartsWith("Attempt 1", StringComparison.Ordinal)));

        var error = story.Run.Log.TakeErrors()[0];
        Assert.Contains("System.Data.DataException: (its message may quote somebody and is withheld)", error, StringComparison.Ordinal);
        Assert.Contains("System.FormatException: (its message may quote somebody and is withheld)", error, StringComparison.Ordinal);
        Assert.Contains("   at Bot.Stories.Stage.DiscretionTests.Quoting", error, StringComparison.Ordinal);
        await story.UntilAsync("the attempts were over", () => story.Run.Log.All.Any(line => line.StartsWith("Attempt 4", StringComparison.Ordinal)));
        story.Run.Log.TakeErrors();
    }

    [Fact]
    public void Whoever_starts_a_bot_watches_its_logs()
    {
        var starting = Directory.GetFiles(Folder(), "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "DiscretionTests.cs")
            .Select(file => (Name: Path.GetFileName(file), Text: File.ReadAllText(file)))
            .Where(file => file.Text.Contains("RedflagApp.Build(", StringComparison.Ordinal) || file.Text.Contains("Process.Start(", StringComparison.Ordinal))
            .ToList();

        Assert.Equal(["BotRun.cs", "EmulatedStage.cs", "LocalChatContract.cs", "PageStory.cs", "RedflagProcess.cs"], starting.Select(file => file.Name).Order(StringComparer.Ordinal));
        Assert.All(starting, file => Assert.True(
            file.Text.Contains(".ListenTo", StringComparison.Ordinal) || file.Text.Contains("AssertKeptBy", StringComparison.Ordinal), file.Name));
    }

    private static Discretion Watched()
    {
        var discretion = new Discretion();
        discretion.Wrote(Answer);
        discretion.IsCalled("Ana-Lena");
        discretion.IsSecret("s3cret/+==");
        return discretion;
    }

    private static string Folder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Bot.Stories.csproj")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    private sealed class Gossip(ILogger logger, LogLevel level, string how) : IVerdictWatcher
    {
        public Task GradedAsync(WriteTransaction write, Answer answer, Verdict verdict, CancellationToken cancellationToken)
        {
            var text = answer.Text;
#pragma warning disable CA1848, CA1873, CA2254 // It gossips in every way there is.
            using var scope = how == "scope" ? logger.BeginScope("About {Text}", text) : null;
            var exception = how switch
            {
                "exception" => new InvalidOperationException(text),
                "cause" => new InvalidOperationException("It failed.", new ChatDeliveryException(DeliveryOutcome.Unknown, text)),
                _ => null,
            };
            logger.Log(level, exception, how == "message" ? $"Somebody said {text}" : "Somebody said something.");
            if (how == "value")
            {
                logger.Log(level, 1, new Dictionary<string, object?> { ["Text"] = text }, null, (_, _) => "Somebody said something.");
            }
#pragma warning restore CA1848, CA1873, CA2254

            return Task.CompletedTask;
        }
    }

    private sealed class Quoting : IVerdictWatcher
    {
        // As Dapper does when a column cannot be read.
        public Task GradedAsync(WriteTransaction write, Answer answer, Verdict verdict, CancellationToken cancellationToken) =>
            throw new System.Data.DataException(
                $"Error parsing column 8 (Text={answer.Text} - String)", new FormatException($"The input string '{answer.Text}' was not in a correct format."));
    }
}
