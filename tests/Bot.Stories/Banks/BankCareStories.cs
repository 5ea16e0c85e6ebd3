using Bot.Stories.Stage;

namespace Bot.Stories.Banks;

/// <summary>What an organiser does with questions that are there: look them over, and decide about those that ask the same.</summary>
public class BankCareStories : GroupStories
{
    [Fact]
    public async Task What_answers_show_of_a_question_is_told_to_the_organiser()
    {
        await using var story = await BeginAsync(Given.MondayMorning);

        foreach (var member in new[] { "ana", "ben", "cleo", "dora", "emil" })
        {
            await story.AsksAsync(member, "/quiz topic:Tokenization");
            await story.AnswersAsync(member, "rare words are split");
            await story.AsksAsync(member, "/quiz topic:Attention");
            await story.AnswersAsync(member, "no idea at all");
        }

        _ = story.Transcript;
        await story.AsksAsync("olga", "/bank lint");
        await story.AsksAsync("olga", "/bank lint pack:nothing");
        await story.AsksAsync("ana", "/bank lint");

        Assert.Equal(
            """
            olga: /bank lint
            bot (to olga): 7 things to look at
              What answers show comes first. /bank edit changes a question of yours.
              never-covered (2):
                • basics/tokens: None of 5 answers makes the key point "a token is a piece of text", not even in part.
                • basics/mask: None of 5 answers makes the key point "it hides later tokens", not even in part.
              everybody-fails (1):
                • basics/mask: All 5 answers are weak (facility 0.00). Does the question ask for what the key points want?
              no-references (1):
                • basics: 2 of 2 questions say nowhere what their facts come from; name the pack's sources, or further reading.
              few-exemplars (2):
                • basics/tokens: 2 of 2 key points have fewer than 4 exemplars of each sort.
                • basics/mask: 1 of 1 key points have fewer than 4 exemplars of each sort.
              no-red-flag (1):
                • basics/mask: There is no red flag of its own.
            olga: /bank lint pack:nothing
            bot (to olga): There is no pack "nothing" with questions in it. There are: basics.
            ana: /bank lint
            bot (to ana): Only organisers can do that. Ask one of yours.
            """,
            story.Transcript);
    }

    [Fact]
    public async Task Two_questions_that_ask_the_same_are_merged_by_a_person_and_parted_again()
    {
        await using var story = await BeginAsync(Given.MondayMorning);
        await story.AsksAsync("olga", "/bank import pack:serving");
        await story.SendsAsync("olga", ("pack", "serving"), ("text",
            """
            # Serving

            ## What is a KV cache for?

            - **Key points:**
              - it holds keys and values of 32 layers

            ## What is the KV cache for?

            - **Key points:**
              - it holds keys and values of 40 layers
              - it grows with every token

            ## Explain what a token is

            - **Key points:**
              - a token is a piece of text
            """));
        await story.PressesAsync("olga", "Store them");
        _ = story.Transcript;

        await story.AsksAsync("olga", "/bank duplicates");
        await story.PressesAsync("olga", "Yes, merge them");
        await story.PressesAsync("olga", "Yes, merge them");
        await story.AsksAsync("ana", "/bank search text:token");
        await story.AsksAsync("olga", "/bank show question:serving/explain-what-a-token-is");
        await story.PressesAsync("olga", "Take it back");
        await story.PressesAsync("olga", "Take it back");
        await story.AsksAsync("ana", "/bank search text:token");
        await story.AsksAsync("olga", "/bank duplicates");
        await story.PressesAsync("olga", "No, keep both");
        await story.AsksAsync("olga", "/bank duplicates");
        await story.PressesAsync("olga", "Show the next");
        await story.AsksAsync("ana", "/bank duplicates");

        Assert.Equal(
            """
            olga: /bank duplicates
            bot (to olga): Do these ask the same? (1 of 2)
              Merged, the first is asked with what the second adds; the second is not asked any more.
              serving/explain-what-a-token-is:
                Explain what a token is
                1 key point
              basics/tokens:
                What is a token?
                core · 2 key points
              [Yes, merge them] [No, keep both] [Show the next]
            olga presses [Yes, merge them]
            bot (to olga): Merged
              serving/explain-what-a-token-is has what basics/tokens adds. basics/tokens is not asked any more; its answers and points stay.
              [Take it back] [Show the next]
            olga presses [Yes, merge them]
            bot (to olga): That is decided already, or one of the two is gone.
              [Show the next]
            ana: /bank search text:token
            bot (to ana): 1 question
              • Explain what a token is (serving/explain-what-a-token-is)
            olga: /bank show question:serving/explain-what-a-token-is
            bot (to olga): serving/explain-what-a-token-is
              Explain what a token is
              Key points:
                • a token is a piece of text
                • rare words are split
              Red flags:
                • tokens are words (major)
              In short: A piece of text from a fixed vocabulary.
              Follow-ups:
                • What happens to a word that was never seen?
              (Tokenization · core · conceptual · serving/explain-what-a-token-is)
              [Change it]
            olga presses [Take it back]
            bot (to olga): Taken back: both are asked, each as it was.
            olga presses [Take it back]
            bot (to olga): That was taken back already.
            ana: /bank search text:token
            bot (to ana): 2 questions
              • What is a token? (basics/tokens)
              • Explain what a token is (serving/explain-what-a-token-is)
            olga: /bank duplicates
            bot (to olga): Do these ask the same? (1 of 2)
              Merged, the first is asked with what the second adds; the second is not asked any more.
              serving/explain-what-a-token-is:
                Explain what a token is
                1 key point
              basics/tokens:
                What is a token?
                core · 2 key points
              [Yes, merge them] [No, keep both] [Show the next]
            olga presses [No, keep both]
            bot (to olga): Kept apart
              serving/explain-what-a-token-is and basics/tokens are both asked, and not proposed again.
              [Take it back] [Show the next]
            olga: /bank duplicates
            bot (to olga): Do these ask the same? (1 of 1)
              Merged, the first is asked with what the second adds; the second is not asked any more.
              serving/what-is-a-kv-cache-for:
                What is a KV cache for?
                1 key point
              serving/what-is-the-kv-cache-for:
                What is the KV cache for?
                2 key points
              Where they do not agree; both would stand:
                • other figures: “it holds keys and values of 32 layers” · “it holds keys and values of 40 layers”
              [Yes, merge them] [No, keep both] [Show the next]
            olga presses [Show the next]
            bot (to olga): That was the last pair
              Those that you passed over are still there.
              [From the beginning]
            ana: /bank duplicates
            bot (to ana): Only organisers can do that. Ask one of yours.
            """,
            story.Transcript);
    }
}
