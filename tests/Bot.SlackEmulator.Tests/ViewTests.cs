using System.Text.Json.Nodes;
using Bot.SlackEmulation.Interactions;
using Bot.SlackEmulation.Tests.Stage;

namespace Bot.SlackEmulation.Tests;

public sealed class ViewTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_trigger_opens_one_form()
    {
        await using var stage = await SlackStage.SetConnectedAsync();
        var press = await stage.PressAnswerAsync();
        Assert.True((bool)(await stage.OpenAsync(press, Given.Form()))["ok"]!);
        Assert.Equal("exchanged_trigger_id", (string?)(await stage.OpenAsync(press, Given.Form()))["error"]);
        Assert.Equal("Your answer", Assert.Single(stage.Ana.OpenViews).Title);
        Assert.Same(stage.Ana.OpenViews[0], press.Opened);
    }

    [Fact]
    public async Task A_trigger_lives_for_three_seconds()
    {
        await using var stage = await SlackStage.SetConnectedAsync();
        var press = await stage.PressAnswerAsync();
        stage.Clock.Advance(TimeSpan.FromSeconds(3.001));
        Assert.Equal("expired_trigger_id", (string?)(await stage.OpenAsync(press, Given.Form()))["error"]);
        Assert.Empty(stage.Ana.OpenViews);
        Assert.Equal("views.open: expired_trigger_id", Assert.Single(stage.Slack.Refusals));
    }

    [Fact]
    public async Task A_trigger_that_nobody_caused_is_refused()
    {
        await using var stage = await SlackStage.SetAsync();
        var answer = await stage.CallAsync("views.open", new JsonObject { ["trigger_id"] = "1.2.3", ["view"] = Given.Form() });
        Assert.Equal("invalid_trigger_id", (string?)answer["error"]);
    }

    [Theory]
    [InlineData("title", 25, "must be less than 25 characters [json-pointer:/view/title/text]")]
    [InlineData("submit", 25, "must be less than 25 characters [json-pointer:/view/submit/text]")]
    [InlineData("private_metadata", 3_001, "must be less than 3001 characters [json-pointer:/view/private_metadata]")]
    [InlineData("callback_id", 256, "must be less than 256 characters [json-pointer:/view/callback_id]")]
    [InlineData("footer", 1, "invalid additional property: footer [json-pointer:/view]")]
    public async Task A_form_over_the_limits_is_refused_with_where_and_why(string field, int length, string fault)
    {
        await using var stage = await SlackStage.SetConnectedAsync();
        var press = await stage.PressAnswerAsync();
        var form = Given.Form();
        form[field] = field is "title" or "submit" ? Given.Plain(new string('x', length)) : new string('x', length);
        var answer = await stage.OpenAsync(press, form);
        Assert.Equal("invalid_arguments", (string?)answer["error"]);
        Assert.Equal($"[ERROR] {fault}", (string?)answer["response_metadata"]!["messages"]![0]);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public async Task A_form_holds_a_hundred_blocks(int count, bool isTaken)
    {
        await using var stage = await SlackStage.SetConnectedAsync();
        var form = Given.Form();
        form["blocks"] = new JsonArray([.. Enumerable.Range(0, count).Select(_ => new JsonObject { ["type"] = "divider" })]);
        Assert.Equal(isTaken, (bool)(await stage.OpenAsync(await stage.PressAnswerAsync(), form))["ok"]!);
    }

    [Fact]
    public async Task A_form_with_fields_needs_a_button_to_send_it()
    {
        await using var stage = await SlackStage.SetConnectedAsync();
        var form = Given.Form();
        form.Remove("submit");
        var answer = await stage.OpenAsync(await stage.PressAnswerAsync(), form);
        Assert.Equal("[ERROR] missing required field: submit [json-pointer:/view]", (string?)answer["response_metadata"]!["messages"]![0]);
    }

    [Fact]
    public async Task What_a_person_puts_in_arrives_by_block_and_action_and_the_form_closes()
    {
        await using var stage = await SlackStage.SetConnectedAsync();
        await stage.OpenAsync(await stage.PressAnswerAsync(), Given.Form());
        await SubmitAsync(stage, "a piece of text");
        var payload = stage.App.Envelopes.Last()["payload"]!;
        Assert.Equal("view_submission", (string?)payload["type"]);
        Assert.Equal("a piece of text", (string?)payload["view"]!["state"]!["values"]!["answer"]!["text"]!["value"]);
        Assert.Empty(stage.Ana.OpenViews);
    }

    [Fact]
    public async Task Errors_are_shown_at_their_fields_and_the_form_stays()
    {
        await using var stage = await SlackStage.SetConnectedAsync();
        await stage.OpenAsync(await stage.PressAnswerAsync(), Given.Form());
        stage.App.Answer = _ => new JsonObject { ["response_action"] = "errors", ["errors"] = new JsonObject { ["answer"] = "Say a little more." } };
        var sent = await SubmitAsync(stage, "text");
        Assert.Equal("Say a little more.", sent.Errors["answer"]);
        Assert.Single(stage.Ana.OpenViews);
    }

    [Theory]
    [InlineData("""{"response_action":"errors","errors":{"other":"Wrong."}}""", "no input block is called other")]
    [InlineData("""{"response_action":"update"}""", "missing required field: view")]
    [InlineData("""{"response_action":"ask"}""", "unknown response_action: ask")]
    [InlineData("""{"text":"Thanks"}""", "unknown response_action")]
    public async Task An_answer_to_a_form_that_Slack_does_not_know_fails_for_the_person(string answer, string fault)
    {
        await using var stage = await SlackStage.SetConnectedAsync();
        await stage.OpenAsync(await stage.PressAnswerAsync(), Given.Form());
        stage.App.Answer = _ => (JsonObject)JsonNode.Parse(answer)!;
        var failed = await Assert.ThrowsAsync<SlackInteractionFailedException>(() => SubmitAsync(stage, "text"));
        Assert.Contains(fault, failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_may_be_changed_or_covered_by_the_answer_and_all_may_be_cleared()
    {
        await using var stage = await SlackStage.SetConnectedAsync();
        await stage.OpenAsync(await stage.PressAnswerAsync(), Given.Form());
        stage.App.Answer = _ => new JsonObject { ["response_action"] = "update", ["view"] = Given.Form("Once more") };
        await SubmitAsync(stage, "text");
        stage.App.Answer = _ => new JsonObject { ["response_action"] = "push", ["view"] = Given.Form("On top") };
        await SubmitAsync(stage, "text");
        Assert.Equal(["Once more", "On top"], stage.Ana.OpenViews.Select(view => view.Title));
        stage.App.Answer = _ => new JsonObject { ["response_action"] = "clear" };
        await SubmitAsync(stage, "text");
        Assert.Empty(stage.Ana.OpenViews);
    }

    [Fact]
    public async Task Three_forms_lie_on_top_of_each_other_and_no_fourth()
    {
        await using var stage = await SlackStage.SetConnectedAsync();
        await stage.OpenAsync(await stage.PressAnswerAsync(), Given.Form());
        await stage.OpenAsync(await stage.PressAnswerAsync(), Given.Form("Second"), "views.push");
        await stage.OpenAsync(await stage.PressAnswerAsync(), Given.Form("Third"), "views.push");
        Assert.Equal("push_limit_reached", (string?)(await stage.OpenAsync(await stage.PressAnswerAsync(), Given.Form("Fourth"), "views.push"))["error"]);
        Assert.Equal(["Your answer", "Second", "Third"], stage.Ana.OpenViews.Select(view => view.Title));
    }

    [Fact]
    public async Task An_update_with_an_old_hash_or_of_a_closed_form_is_refused()
    {
        await using var stage = await SlackStage.SetConnectedAsync();
        var opened = (await stage.OpenAsync(await stage.PressAnswerAsync(), Given.Form()))["view"]!;
        var update = new JsonObject { ["view_id"] = (string)opened["id"]!, ["hash"] = (string)opened["hash"]!, ["view"] = Given.Form("Later") };
        Assert.True((bool)(await stage.CallAsync("views.update", update))["ok"]!);
        Assert.Equal("Later", stage.Ana.OpenViews[0].Title);
        Assert.Equal("hash_conflict", (string?)(await stage.CallAsync("views.update", update))["error"]);
        await stage.Slack.CloseViewAsync(stage.Ana, stage.Ana.OpenViews[0], Token);
        Assert.Equal("not_found", (string?)(await stage.CallAsync("views.update", update))["error"]);
    }

    [Fact]
    public async Task A_person_cannot_send_what_the_form_does_not_let_them()
    {
        await using var stage = await SlackStage.SetConnectedAsync();
        await stage.OpenAsync(await stage.PressAnswerAsync(), Given.Form());
        await Assert.ThrowsAsync<SlackInteractionFailedException>(() => SubmitAsync(stage, ""));
        await Assert.ThrowsAsync<SlackInteractionFailedException>(() => SubmitAsync(stage, new string('x', 3_001)));
        Assert.Single(stage.App.Envelopes);
    }

    [Fact]
    public async Task A_home_is_published_for_one_person_and_is_no_form()
    {
        await using var stage = await SlackStage.SetConnectedAsync();
        var home = new JsonObject { ["type"] = "home", ["blocks"] = new JsonArray(Given.Section("Your streak: 3"), Given.Actions(Given.Button("more", "More"))) };
        await stage.CallAsync("views.publish", new JsonObject { ["user_id"] = stage.Ana.Id, ["view"] = home.DeepClone() });
        Assert.Equal("Your streak: 3\n[More]", stage.Ana.Home!.Rendered);
        await stage.Slack.PressAsync(stage.Ana, stage.Ana.Home, "More", Token);
        Assert.Equal("view", (string?)stage.App.Envelopes.Last()["payload"]!["container"]!["type"]);
        home["title"] = Given.Plain("No");
        Assert.Equal("invalid_arguments", (string?)(await stage.CallAsync("views.publish", new JsonObject { ["user_id"] = stage.Ana.Id, ["view"] = home }))["error"]);
    }

    private static Task<SlackInteraction> SubmitAsync(SlackStage stage, string text) =>
        stage.Slack.SubmitViewAsync(stage.Ana, stage.Ana.OpenViews[^1], new Dictionary<string, string> { ["answer"] = text }, Token);
}
