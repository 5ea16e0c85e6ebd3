using System.Text;
using Bot.Core.Import;
using Bot.Core.Import.Yaml;
using Bot.Stories.Stage;

namespace Bot.Stories.Banks;

public class BankStories : GroupStories
{
    private const string Guide =
        """
        # Serving

        ## What is paged attention?

        - **Key points:**
          - keys and values lie in blocks

        ## Why does batching help?

        Weights are read once for all sequences of a batch.

        ## What is a warm start?
        """;

    [Fact]
    public async Task An_organiser_pastes_questions_sees_what_was_read_stores_them_and_takes_it_back()
    {
        await using var story = await BeginAsync(Given.MondayMorning);

        await story.AsksAsync("olga", "/bank import pack:serving");
        await story.SendsAsync("olga", ("pack", "serving"), ("text", Guide));
        Assert.Equal("0", story.Record.Rows("SELECT count(*) FROM pack WHERE name = 'serving'"));
        await story.PressesAsync("olga", "Store them");
        await story.PressesAsync("olga", "Store them");
        await story.AsksAsync("ana", "/bank search text:paged");
        await story.PressesAsync("olga", "Take it back");
        await story.PressesAsync("olga", "Take it back");
        await story.AsksAsync("ana", "/bank search text:paged");

        Assert.Equal(
            """
            olga: /bank import pack:serving
            form (for olga): Import questions
              You see what was read before anything is stored.
              pack: serving
            olga sends pack: serving text: # Serving

            ## What is paged attention?

            - **Key points:**
              - keys and values lie in blocks

            ## Why does batching help?

            Weights are read once for all sequences of a batch.

            ## What is a warm start?
            bot (to olga): 3 questions, not stored yet
              Read as markdown (55 % sure), to be the pack “serving”.
              • 1 with key points to judge an answer by
              • 1 with key points that I made up from the answer; they score nothing until somebody accepts them
              • 1 without anything to judge by: members rate themselves
              The first ones:
                • What is paged attention?
                • Why does batching help?
                • What is a warm start?
              [Store them] [Store, and accept what I made up] [Correct it]
            olga presses [Store them]
            bot (to olga): Stored
              “serving”: 3 added, 0 changed, 0 unchanged, 0 retired. Try them: /quiz topic:serving
              [Take it back]
            olga presses [Store them]
            bot (to olga): Nothing to store
              “serving” was so already: 3 questions.
            ana: /bank search text:paged
            bot (to ana): 1 question
              • What is paged attention? (serving/what-is-paged-attention)
            olga presses [Take it back]
            bot (to olga): Taken back: “serving” has 0 questions, as before. Answers and points stay.
            olga presses [Take it back]
            bot (to olga): That was taken back already: “serving”.
            ana: /bank search text:paged
            bot (to ana): No question has these words
              I looked for all of: paged. Try fewer words.
            """,
            story.Transcript);
    }

    [Fact]
    public async Task A_file_is_attached_stays_for_a_correction_and_is_read_from_what_was_kept()
    {
        await using var story = await BeginAsync(Given.MondayMorning);
        var guide = new StoryFile("file", "our guide.md", Encoding.UTF8.GetBytes(Guide));

        await story.AsksAsync("olga", "/bank import");
        await story.SendsAsync("olga", guide, ("pack", "basics"));
        story.ForgetFiles();
        await story.PressesAsync("olga", "Correct it");
        await story.SendsAsync("olga", ("pack", "serving"));
        await story.PressesAsync("olga", "Store them");

        Assert.Equal(
            """
            olga: /bank import
            form (for olga): Import questions
              You see what was read before anything is stored.
              pack: ours
            olga sends pack: basics file: <our guide.md>
            bot (to olga): That was not taken
              "basics" is the name of a pack that belongs to the whole installation. Choose another name.
              What you sent is kept: press the button to go on with it.
              [Correct it]
            olga presses [Correct it]
            form (for olga): Import questions
              Your file is still here; attach another only to replace it.
              pack: basics
            olga sends pack: serving
            bot (to olga): 3 questions, not stored yet
              Read as markdown (70 % sure), to be the pack “serving”.
              • 1 with key points to judge an answer by
              • 1 with key points that I made up from the answer; they score nothing until somebody accepts them
              • 1 without anything to judge by: members rate themselves
              The first ones:
                • What is paged attention?
                • Why does batching help?
                • What is a warm start?
              [Store them] [Store, and accept what I made up] [Correct it]
            olga presses [Store them]
            bot (to olga): Stored
              “serving”: 3 added, 0 changed, 0 unchanged, 0 retired. Try them: /quiz topic:serving
              [Take it back]
            """,
            story.Transcript);
    }

    [Fact]
    public async Task A_deck_of_Anki_is_attached_and_stored()
    {
        await using var story = await BeginAsync(Given.MondayMorning);
        var deck = PackExport.Write(((PackReading.Read)YamlPackReader.Read("basics.yaml", new StringReader(Given.Basics))).Pack, "anki", Given.MondayMorning);

        await story.AsksAsync("olga", "/bank import pack:deck");
        await story.SendsAsync("olga", new StoryFile("file", "deck.apkg", deck), ("pack", "deck"));
        await story.PressesAsync("olga", "Store them");

        Assert.Equal(
            """
            olga: /bank import pack:deck
            form (for olga): Import questions
              You see what was read before anything is stored.
              pack: deck
            olga sends pack: deck file: <deck.apkg>
            bot (to olga): 2 questions, not stored yet
              Read as anki (100 % sure), to be the pack “deck”.
              • 2 with key points to judge an answer by
              The first ones:
                • What is a token?
                • What does the causal mask hide?
              [Store them] [Correct it]
            olga presses [Store them]
            bot (to olga): Stored
              “deck”: 2 added, 0 changed, 0 unchanged, 0 retired. Try them: /quiz topic:deck
              [Take it back]
            """,
            story.Transcript);
    }

    [Fact]
    public async Task A_picture_and_a_file_that_is_gone_are_told_apart()
    {
        await using var story = await BeginAsync(Given.MondayMorning);
        var guide = new StoryFile("file", "guide.md", Encoding.UTF8.GetBytes(Guide));

        await story.AsksAsync("olga", "/bank import pack:picture");
        await story.SendsAsync("olga", new StoryFile("file", "picture.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), ("pack", "picture"));
        story.ForgetFiles();
        await story.AsksAsync("olga", "/bank import pack:serving");
        await story.SendsAsync("olga", guide, ("pack", "serving"));

        Assert.Equal(
            """
            olga: /bank import pack:picture
            form (for olga): Import questions
              You see what was read before anything is stored.
              pack: picture
            olga sends pack: picture file: <picture.png>
            bot (to olga): That was not taken
              The file is a picture. Write its text into a text file, and import that.
              What you sent is kept: press the button to go on with it.
              [Correct it]
            olga: /bank import pack:serving
            form (for olga): Import questions
              You see what was read before anything is stored.
              pack: serving
            olga sends pack: serving file: <guide.md>
            bot (to olga): The file did not come through
              guide.md: It is no longer there. Attach it again.
              [Try again]
            """,
            story.Transcript);
    }

    [Fact]
    public async Task What_is_no_bank_is_kept_to_be_corrected()
    {
        await using var story = await BeginAsync(Given.MondayMorning);

        await story.AsksAsync("olga", "/bank import");
        await story.SendsAsync("olga", ("pack", "ours"), ("text", "Dear all, the meeting is at noon. Bring cake."));
        await story.PressesAsync("olga", "Correct it");
        await story.SendsAsync("olga", ("pack", "basics"), ("text", "Why is the sky blue?\nWhy is it dark at night?"));
        await story.AsksAsync("ana", "/bank import");

        Assert.Equal(
            """
            olga: /bank import
            form (for olga): Import questions
              You see what was read before anything is stored.
              pack: ours
            olga sends pack: ours text: Dear all, the meeting is at noon. Bring cake.
            bot (to olga): That was not taken
              This looks like no bank that Redflag knows. If it is one, say which with /bank import format: yaml, probe-bank, depth-bank, tagged-list, deep-dive, outline-bank, markdown, csv, anki-text, quizlet, opentdb, gift, qti, anki.
              What you sent is kept: press the button to go on with it.
              [Correct it]
            olga presses [Correct it]
            form (for olga): Import questions
              You see what was read before anything is stored.
              pack: ours
              text: Dear all, the meeting is at noon. Bring cake.
            olga sends pack: basics text: Why is the sky blue?
            Why is it dark at night?
            bot (to olga): That was not taken
              "basics" is the name of a pack that belongs to the whole installation. Choose another name.
              What you sent is kept: press the button to go on with it.
              [Correct it]
            ana: /bank import
            bot (to ana): Only organisers can do that. Ask one of yours.
            """,
            story.Transcript);
    }

    [Fact]
    public async Task A_question_of_ones_own_is_written_judged_by_changed_and_taken_back()
    {
        await using var story = await BeginAsync(Given.MondayMorning);

        await story.AsksAsync("olga", "/bank add");
        await story.SendsAsync("olga", ("stem", "What does a mutex do?"), ("points", "- one thread holds it\n- others wait"), ("flags", "says it is a counter"), ("short", ""), ("section", "Threads > Locks"));
        await story.AsksAsync("ana", "/quiz topic:Locks");
        await story.AnswersAsync("ana", "one thread holds it");
        await story.AsksAsync("olga", "/bank edit question:ours/what-does-a-mutex-do");
        await story.SendsAsync("olga", ("points", "one thread holds it"));
        await story.AsksAsync("olga", "/bank show question:ours/what-does-a-mutex-do");
        await story.PressesAsync("olga", "Take it back");
        await story.AsksAsync("olga", "/bank show question:ours/what-does-a-mutex-do");
        await story.AsksAsync("olga", "/bank edit question:basics/tokens");
        await story.AsksAsync("olga", "/bank stats");

        Assert.Equal(
            """
            olga: /bank add
            form (for olga): A new question
            olga sends stem: What does a mutex do? points: - one thread holds it
            - others wait flags: says it is a counter short:  section: Threads > Locks
            bot (to olga): Stored
              ours/what-does-a-mutex-do: answers are judged by 2 key points from now on. Those that were given keep their verdict.
              [Take it back]
            ana: /quiz topic:Locks
            bot (to ana): Your question
              What does a mutex do?
              (Threads › Locks · ours/what-does-a-mutex-do)
              [Answer] [Another question]
            ana presses [Answer]
            form (for ana): Your answer
              What does a mutex do?
            ana sends text: one thread holds it
            bot (to ana): Mixed: 50 of 100
              A good part is there. What is missing is below.
              Covered:
                • one thread holds it — you wrote “one thread holds it”
              Missing:
                • others wait
              You wrote: one thread holds it
              (Judged by played@1)
              [Show a strong answer] [Try again] [Another question]
            olga: /bank edit question:ours/what-does-a-mutex-do
            form (for olga): Change the question
              stem: What does a mutex do?
              points: one thread holds it
            others wait
              flags: says it is a counter
              section: Threads > Locks
            olga sends points: one thread holds it
            bot (to olga): Stored
              ours/what-does-a-mutex-do: answers are judged by 1 key point from now on. Those that were given keep their verdict.
              [Take it back]
            olga: /bank show question:ours/what-does-a-mutex-do
            bot (to olga): ours/what-does-a-mutex-do
              What does a mutex do?
              Key points:
                • one thread holds it
              Red flags:
                • says it is a counter (major)
              (Threads › Locks · ours/what-does-a-mutex-do)
              [Change it]
            olga presses [Take it back]
            bot (to olga): Taken back: “ours” has 1 question, as before. Answers and points stay.
            olga: /bank show question:ours/what-does-a-mutex-do
            bot (to olga): ours/what-does-a-mutex-do
              What does a mutex do?
              Key points:
                • one thread holds it
                • others wait
              Red flags:
                • says it is a counter (major)
              (Threads › Locks · ours/what-does-a-mutex-do)
              [Change it]
            olga: /bank edit question:basics/tokens
            bot (to olga): basics/tokens belongs to the whole installation, so nobody changes it from here. Whoever runs me can: redflag export --pack basics --out basics.yaml, change the file, redflag import basics.yaml
            olga: /bank stats
            bot (to olga): 3 questions in 2 packs
              ours:
                ours: 1 question, 1 with something to judge an answer by
                sections: Threads 1
                levels: none 1
                kinds: none 1
              basics:
                basics: 2 questions, 2 with something to judge an answer by
                sections: Tokenization 1, Attention 1
                levels: core 1, advanced 1
                kinds: conceptual 2
            """,
            story.Transcript);
    }

    [Fact]
    public async Task A_pack_leaves_as_a_file()
    {
        await using var story = await BeginAsync(Given.MondayMorning);

        await story.AsksAsync("olga", "/bank export pack:basics format:csv");
        await story.AsksAsync("olga", "/bank export pack:nothing");

        Assert.Equal(
            Place is StoryPlace.Slack
                ? """
                  olga: /bank export pack:basics format:csv
                  bot (directly to olga): <basics.csv>
                  bot (to olga): Basics
                    2 questions. Importing the file gives the same questions again.
                    (The file is in your direct messages from the bot.)
                  olga: /bank export pack:nothing
                  bot (to olga): There is no pack "nothing" with questions in it. There are: basics.
                  """
                : """
                  olga: /bank export pack:basics format:csv
                  bot (to olga): Basics
                    2 questions. Importing the file gives the same questions again.
                    <basics.csv>
                  olga: /bank export pack:nothing
                  bot (to olga): There is no pack "nothing" with questions in it. There are: basics.
                  """,
            story.Transcript);
    }

    [Fact]
    public async Task What_was_made_up_from_answers_counts_once_an_organiser_accepts_it()
    {
        await using var story = await BeginAsync(Given.MondayMorning);

        await story.AsksAsync("olga", "/bank import pack:serving");
        await story.SendsAsync("olga", ("pack", "serving"), ("text", Guide));
        await story.PressesAsync("olga", "Store, and accept what I made up");

        Assert.Equal("2 | 1", story.Record.Rows("SELECT sum(q.is_gradable), sum(q.is_gradable = 0) FROM question q JOIN pack p ON p.id = q.pack_id WHERE p.name = 'serving'"));
    }
}
