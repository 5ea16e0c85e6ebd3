using System.Text.Json.Nodes;
using Bot.SlackEmulation.Interactions;
using Bot.SlackEmulation.World;

namespace Bot.SlackEmulation.Tests.Stage;

/// <summary>A workspace with a channel, a member and an app, at nine in the morning.</summary>
internal sealed class SlackStage : IAsyncDisposable
{
    private SlackStage(SlackEmulator slack, StageClock clock)
    {
        (Slack, Clock) = (slack, clock);
        App = new App(slack);
        Channel = slack.Team.AddChannel("drills");
        Ana = slack.Team.AddUser("ana");
    }

    public SlackEmulator Slack { get; }

    public StageClock Clock { get; }

    public App App { get; }

    public EmulatedConversation Channel { get; }

    public EmulatedPerson Ana { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<SlackStage> SetAsync()
    {
        var clock = new StageClock();
        return new SlackStage(await SlackEmulator.StartAsync(clock, Token), clock);
    }

    /// <summary>Sets the stage with an app that is connected.</summary>
    public static async Task<SlackStage> SetConnectedAsync()
    {
        var stage = await SetAsync();
        await stage.App.ConnectAsync(Token);
        return stage;
    }

    public Task<SlackInteraction> SlashAsync(string text = "quiz") => Slack.SlashAsync(Ana, Channel, "/redflag", text, Token);

    public Task<JsonObject> CallAsync(string method, JsonObject arguments) => App.CallAsync(method, arguments, Token);

    /// <summary>The app posts blocks.</summary>
    public Task<JsonObject> PostAsync(params JsonNode[] blocks) =>
        CallAsync("chat.postMessage", new JsonObject { ["channel"] = Channel.Id, ["text"] = "fallback", ["blocks"] = new JsonArray(blocks) });

    /// <summary>The app posts a question with a button, and Ana presses it.</summary>
    public async Task<SlackInteraction> PressAnswerAsync()
    {
        await PostAsync(Given.Section("What is a token?"), Given.Actions(Given.Button("answer", "Answer")));
        return await Slack.PressAsync(Ana, Channel.Messages[^1], "Answer", Token);
    }

    /// <summary>The app opens a form for what a person did.</summary>
    public Task<JsonObject> OpenAsync(SlackInteraction interaction, JsonObject view, string method = "views.open") =>
        CallAsync(method, new JsonObject { ["trigger_id"] = interaction.TriggerId, ["view"] = view });

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Slack.DisposeAsync();
    }
}
