using System.Collections.Immutable;
using Bot.Core.Chat;

namespace Bot.Host.Tests.LocalChat;

/// <summary>Routes that say something of everything that a page has to show.</summary>
internal static class PlayedRoutes
{
    public static ImmutableArray<IChatRoute> All { get; } =
    [
        new Reply(FirstAnswer.PrivateReply, "quiz", "One question now", Quiz,
            new ChatOption("topic", "What it is about", [], Suggests: true),
            new ChatOption("level", "How hard it is", ["junior", "mid", "senior"])),
        new Reply(FirstAnswer.PublicReply, "daily", "Today's question, for the whole channel", Daily),
        new Reply(FirstAnswer.PrivateReply, "help", "What I can do", _ => new MessageView { Text = "Type / and look around.\nThat is all.", Private = true }),
        new Reply(FirstAnswer.PrivateReply, "say", "Repeats a text to you", interaction => new MessageView { Text = interaction.Option("text") ?? "", Private = true },
            new ChatOption("text", "The text", [])),
        new Reply(FirstAnswer.PrivateReply, "schedule add", "A question for the group at its own hour", _ => new MessageView { Text = "Added.", Private = true },
            new ChatOption("at", "Time of day, such as 9:30", [])) { OrganisersOnly = true },
        new Reply(FirstAnswer.PrivateReply, "schedule list", "The schedules of this channel", _ => new MessageView { Text = "None yet.", Private = true }) { OrganisersOnly = true },
        new Suggestions(),
        new AnswerForm(Trigger.Command("answer"), new ChatCommand("answer", "Answer the open question", [new ChatOption("text", "Your answer", [])])),
        new AnswerForm(Trigger.Button("answer"), null),
        new AnswerSubmission(),
        new Press(),
    ];

    private static MessageView Quiz(Interaction interaction) => new()
    {
        Title = "Why do language models split text into tokens?",
        Text = "Say what a token is, and what the choice of a vocabulary costs.\nOne or two paragraphs will do.",
        Fields = [new FieldView("Level", interaction.Option("level") ?? "mid"), new FieldView("Topic", interaction.Option("topic") ?? "Foundations")],
        Footer = "llm-foundations/tokens",
        Buttons = [new ButtonView("Answer", "answer", "tokens", ButtonStyle.Primary), new ButtonView("Another one", "skip", "tokens"), new ButtonView("Report it", "skip", "report", ButtonStyle.Danger)],
        Select = new SelectView("skip", "Change the level…", [new ChoiceView("Junior", "junior"), new ChoiceView("Senior", "senior")]),
        Private = true,
    };

    private static MessageView Daily(Interaction interaction) => new()
    {
        Title = "Today's question",
        Text = "What does a KV cache hold, and what does it save?",
        Buttons = [new ButtonView("Answer", "answer", "cache", ButtonStyle.Primary)],
    };

    private sealed class Reply(FirstAnswer first, string name, string description, Func<Interaction, MessageView> view, params ImmutableArray<ChatOption> options) : IReplyRoute
    {
        public Trigger Trigger => Trigger.Command(name);

        public FirstAnswer FirstAnswer => first;

        public bool OrganisersOnly { get; init; }

        public ChatCommand? Command => new(name, description, options);

        public Task HandleAsync(Interaction interaction, CancellationToken cancellationToken) => interaction.ReplyAsync(view(interaction), cancellationToken);
    }

    private sealed class Press : IReplyRoute
    {
        public Trigger Trigger => Trigger.Button("skip");

        public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

        public Task HandleAsync(Interaction interaction, CancellationToken cancellationToken) =>
            interaction.ReplyAsync(new MessageView { Text = $"You pressed {((ChatAction.Button)interaction.Event.Action).Argument}." }, cancellationToken);
    }

    private sealed class Suggestions : ISuggestionRoute
    {
        public Trigger Trigger => Trigger.Typing("quiz", "topic");

        public FirstAnswer FirstAnswer => FirstAnswer.Suggestions;

        public Task<ImmutableArray<ChoiceView>> SuggestAsync(Visit visit, string typed, CancellationToken cancellationToken) =>
            Task.FromResult<ImmutableArray<ChoiceView>>(
            [
                .. new[] { "Tokens", "KV cache", "Fine-tuning", "Retrieval" }
                    .Where(topic => topic.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                    .Select(topic => new ChoiceView(topic, topic)),
            ]);
    }

    private sealed class AnswerForm(Trigger trigger, ChatCommand? command) : IFormRoute
    {
        public Trigger Trigger => trigger;

        public FirstAnswer FirstAnswer => FirstAnswer.Form;

        public ChatCommand? Command => command;

        public Task<FormOpening> OpenAsync(Visit visit, CancellationToken cancellationToken)
        {
            var text = visit.Event.Action is ChatAction.Command command ? command.Options.GetValueOrDefault("text") : null;
            return Task.FromResult<FormOpening>(text is "nothing"
                ? new FormOpening.Refused(new MessageView { Text = "There is no open question. /quiz gives you one.", Private = true })
                : new FormOpening.Opened(new FormView
                {
                    Name = "answer",
                    Argument = visit.Event.Action is ChatAction.Button button ? button.Argument : "tokens",
                    Title = "Your answer",
                    Text = "Why do language models split text into tokens?",
                    Submit = "Send answer",
                    Fields =
                    [
                        new FormField { Name = "text", Label = "Answer", Hint = "In your own words, as you would say it aloud.", Value = text, Required = true, Multiline = true, MaxLength = 4000 },
                        new FormField { Name = "source", Label = "Where you read it", MaxLength = 40 },
                    ],
                }));
        }
    }

    private sealed class AnswerSubmission : IFormSubmission
    {
        public Trigger Trigger => Trigger.Form("answer");

        public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

        public ImmutableArray<FormFault> Check(ChatAction.Form form) =>
            form.Values.GetValueOrDefault("text", "").Trim().Length < 3 ? [new FormFault("text", "Write at least a few words.")] : [];

        public Task HandleAsync(Interaction interaction, CancellationToken cancellationToken) =>
            interaction.ReplyAsync(
                new MessageView
                {
                    Title = "Mixed – 62 of 100",
                    Text = ((ChatAction.Form)interaction.Event.Action).Values["text"],
                    Fields = [new FieldView("Covered", "• Text is cut into pieces from a fixed vocabulary\n• Rare words become several pieces"), new FieldView("Missing", "• A larger vocabulary costs memory")],
                    Footer = "Judged by a played model",
                    Private = true,
                },
                cancellationToken);
    }
}
