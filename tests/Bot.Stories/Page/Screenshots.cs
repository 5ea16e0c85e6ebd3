using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bot.Stories.Page;

/// <summary>Plays the scene of the pictures in the README. docs/screenshots/make keeps them; a test run throws them away.</summary>
[Collection(PageStories.Name)]
public sealed class Screenshots(Browser browser)
{
    private static readonly DateTimeOffset Monday = new(2026, 6, 1, 8, 30, 0, TimeSpan.Zero);

    private const int MostBytes = 250_000;

    [Fact]
    public async Task A_group_answers_its_question_of_the_day_and_goes_on_with_a_round()
    {
        var kept = Environment.GetEnvironmentVariable("REDFLAG_SCREENSHOTS");
        var folder = kept ?? Directory.CreateTempSubdirectory("redflag-screenshots-").FullName;
        var pack = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "packs", "llm-foundations.yaml"), TestContext.Current.CancellationToken);
        await using var story = await PageStory.BeginAsync(browser, Monday, pack, new()
        {
            ViewportSize = new() { Width = 1180, Height = 780 },
            ColorScheme = ColorScheme.Light,
            Locale = "en-GB",
            TimezoneId = "UTC",
        });

        await story.EnterAsync("Ana Petrova");
        await story.TypeAsync("/schedule add when:09:00 zone:UTC topic:Subwords");
        await story.Page.GetByRole(AriaRole.Button, new() { Name = "Schedule it" }).ClickAsync();
        await Expect(story.Log).ToContainTextAsync("A question every day at 09:00 (UTC) in this channel");
        await story.AdvanceToAsync(Monday.AddMinutes(30));
        await AnswersAsync(
            story,
            """
            With a word-level vocabulary, rare or unseen words are out of vocabulary and become one unknown symbol. Characters or bytes cover everything, but sequences become several times longer, so the same text costs more compute. BPE training repeatedly merges the most frequent adjacent pair of symbols into a new token. A rare word is then split into smaller known pieces that it shares with other words, and byte-level BPE can encode any text, because all 256 byte values are in its base vocabulary. The tokenizer is trained on a corpus before pretraining and then stays frozen.
            """);
        await story.AddMemberAsync("Chiara Rossi");
        await AnswersAsync(story, "Tokens are the same as words. BPE cuts words by grammar rules into roots and endings.");
        await story.AddMemberAsync("Dmitri Volkov");
        await AnswersAsync(story, "Rare or unseen words are out of vocabulary with whole words, and byte input makes sequences several times longer, so the same text costs more compute.");
        await story.AddMemberAsync("Ben Okafor");
        await AnswersAsync(
            story,
            """
            With whole words, rare or unseen words are out of vocabulary. Byte input makes sequences several times longer. Tokens are basically the same as words. The tokenizer stays frozen. All 256 byte values are in its base vocabulary.
            """);
        await TakeAsync(story, Path.Combine(folder, "feedback.png"));

        await story.Page.GetByRole(AriaRole.Button, new() { Name = "Ana Petrova organiser" }).ClickAsync();
        await Expect(story.Page.GetByRole(AriaRole.Button, new() { Name = "You are: Ana Petrova" })).ToBeVisibleAsync();
        await story.TypeAsync("/drill start questions:3 seconds:60");
        await Expect(story.Log).ToContainTextAsync("First question");
        await story.AdvanceToAsync(Monday.AddMinutes(30).AddSeconds(20));
        await Expect(story.Log).ToContainTextAsync("Question 1 of 3");
        await story.TypeAsync("/leaderboard");
        await Expect(story.Log.GetByRole(AriaRole.Table)).ToContainTextAsync("Chiara Rossi");
        await story.Page.SetViewportSizeAsync(1180, 880);
        await story.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await story.Page.ReloadAsync();
        await Expect(story.Log.GetByRole(AriaRole.Table)).ToContainTextAsync("Chiara Rossi");
        await TakeAsync(story, Path.Combine(folder, "round.png"));
        if (kept is null)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task AnswersAsync(PageStory story, string answer)
    {
        await story.Page.GetByRole(AriaRole.Button, new() { Name = "Answer", Exact = true }).Last.ClickAsync();
        await story.AnswerAsync(answer.Trim());
        await Expect(story.Log).ToContainTextAsync("Counts for the leaderboard");
    }

    private static async Task TakeAsync(PageStory story, string path)
    {
        var picture = await story.Page.ScreenshotAsync(new() { Path = path, Caret = ScreenshotCaret.Hide });
        Assert.InRange(picture.Length, 1, MostBytes);
    }
}
