using Bot.Stories.Stage;

namespace Bot.Stories.Review;

public class ReviewStories : GroupStories
{
    [Fact]
    public async Task A_member_takes_along_what_was_missed_and_not_what_was_mended_since()
    {
        await using var story = await BeginAsync(Given.MondayMorning);

        await story.AsksAsync("ana", "/review export");
        await story.AsksAsync("ana", "/quiz topic:Tokenization");
        await story.AnswersAsync("ana", "tokens are words");
        await story.AsksAsync("ana", "/quiz topic:Attention");
        await story.AnswersAsync("ana", "it hides later tokens");
        await story.AsksAsync("ana", "/review export");
        await story.AsksAsync("ana", "/quiz topic:Tokenization");
        await story.AnswersAsync("ana", "a token is a piece of text, and rare words are split");
        await story.AsksAsync("ana", "/review export format:csv");
        await story.AsksAsync("ben", "/review export");

        Assert.Equal(
            """
            ana: /review export
            bot (to ana): Nothing to review
              There is no question to which your last answer was weak or mixed. /quiz asks you something now.
              [Ask me something]
            ana: /quiz topic:Tokenization
            bot (to ana): Your question
              What is a token?
              (Tokenization · core · conceptual · basics/tokens)
              [Answer] [Another question]
            ana presses [Answer]
            form (for ana): Your answer
              What is a token?
            ana sends text: tokens are words
            bot (to ana): Weak: 0 of 100
              The points that an interviewer waits for are below.
              Missing:
                • a token is a piece of text
                • rare words are split
              Red flags:
                • tokens are words — you wrote “tokens are words”
              How it was judged:
                • the key points earn 0 of 100, weighed by importance; the red flag takes all of it
              An interviewer would ask next:
                • What happens to a word that was never seen?
              You wrote: tokens are words
              (Judged by played@1)
              [Show a strong answer] [Try again] [Another question]
            ana: /quiz topic:Attention
            bot (to ana): Your question
              What does the causal mask hide?
              (Attention · advanced · conceptual · basics/mask)
              [Answer] [Another question]
            ana presses [Answer]
            form (for ana): Your answer
              What does the causal mask hide?
            ana sends text: it hides later tokens
            bot (to ana): Strong: 100 of 100
              That would convince an interviewer.
              Covered:
                • it hides later tokens — you wrote “it hides later tokens”
              You wrote: it hides later tokens
              (Judged by played@1)
              [Show a strong answer] [Try again] [Another question]
            ana: /review export
            bot (to ana): 1 question to review
              Those to which your last answer was weak or mixed, the latest first. Open the file with Anki; a later one brings the same cards up to date and keeps what you learned.
              <misses.apkg>
            ana: /quiz topic:Tokenization
            bot (to ana): Your question
              What is a token?
              (Tokenization · core · conceptual · basics/tokens)
              [Answer] [Another question]
            ana presses [Answer]
            form (for ana): Your answer
              What is a token?
            ana sends text: a token is a piece of text, and rare words are split
            bot (to ana): Strong: 100 of 100
              That would convince an interviewer.
              Covered:
                • a token is a piece of text — you wrote “a token is a piece of text”
                • rare words are split — you wrote “rare words are split”
              An interviewer would ask next:
                • What happens to a word that was never seen?
              You wrote: a token is a piece of text, and rare words are split
              (Judged by played@1)
              [Show a strong answer] [Try again] [Another question]
            ana: /review export format:csv
            bot (to ana): Nothing to review
              There is no question to which your last answer was weak or mixed. /quiz asks you something now.
              [Ask me something]
            ben: /review export
            bot (to ben): Nothing to review
              There is no question to which your last answer was weak or mixed. /quiz asks you something now.
              [Ask me something]
            """,
            WithFileWhereItIs(story.Transcript));
    }

    // On Slack a file for one person alone comes as a direct message.
    private string WithFileWhereItIs(string transcript) => Place is StoryPlace.Slack
        ? transcript
            .Replace("bot (directly to ana): <misses.apkg>\n", "", StringComparison.Ordinal)
            .Replace("(The file is in your direct messages from the bot.)", "<misses.apkg>", StringComparison.Ordinal)
        : transcript;
}
