using System.Text.Json.Nodes;
using Bot.SlackEmulation.Blocks;
using Bot.SlackEmulation.Faults;
using Bot.SlackEmulation.Interactions;
using Bot.SlackEmulation.World;

namespace Bot.SlackEmulation.Api;

/// <summary>Opens and changes forms, and publishes homes. https://docs.slack.dev/reference/methods/views.open</summary>
internal sealed class ViewMethods(SlackWorld world, SlackFaults faults)
{
    private const int MostInStack = 3;
    private static readonly TimeSpan TriggerLife = TimeSpan.FromSeconds(3);

    public Dictionary<string, ApiMethod> All => new()
    {
        ["views.open"] = new("", "trigger_id interactivity_pointer view!", Open),
        ["views.push"] = new("", "trigger_id interactivity_pointer view!", Push),
        ["views.update"] = new("", "view_id external_id hash view!", Update),
        ["views.publish"] = new("", "user_id! view! hash", Publish),
    };

    /// <summary>Gives a form as Slack stores it, or refuses it.</summary>
    public static JsonObject Modal(SlackWorld world, JsonObject view) => Checked(world, view, isHome: false);

    private JsonObject Open(EmulatedTeam team, ApiArguments given)
    {
        var interaction = Exchange(team, given);
        var body = Modal(world, ViewOf(given));
        CheckExternalId(team, body, except: null);
        foreach (var open in world.Views.Where(view => view.Owner == interaction.User && !view.IsHome))
        {
            open.IsOpen = false;
        }

        return Answer(interaction.Opened = Show(interaction.User, body, previous: null));
    }

    private JsonObject Push(EmulatedTeam team, ApiArguments given)
    {
        var interaction = Exchange(team, given);
        var body = Modal(world, ViewOf(given));
        CheckExternalId(team, body, except: null);
        var stack = interaction.User.OpenViews;
        return stack.Count switch
        {
            0 => throw new ApiError("not_found"),
            >= MostInStack => throw new ApiError("push_limit_reached"),
            _ => Answer(interaction.Opened = Show(interaction.User, body, stack[^1])),
        };
    }

    private JsonObject Update(EmulatedTeam team, ApiArguments given)
    {
        if (given.Has("view_id") == given.Has("external_id"))
        {
            throw ApiError.MissingArgument("view_id");
        }

        var view = world.Views.Find(view => view is { IsOpen: true, IsHome: false } && view.Owner.Team == team
            && (view.Id == given.Text("view_id") || (given.Text("external_id") is { } external && (string?)view.Body["external_id"] == external)))
            ?? throw new ApiError("not_found");
        CheckHash(view, given);
        var body = Modal(world, ViewOf(given));
        CheckExternalId(team, body, view);
        view.Update(body);
        return Answer(view);
    }

    private JsonObject Publish(EmulatedTeam team, ApiArguments given)
    {
        var owner = team.People.Find(person => person.Id == given.Text("user_id") && person is { IsBot: false, IsDeactivated: false }) ?? throw new ApiError("user_not_found");
        var body = Checked(world, ViewOf(given), isHome: true);
        if (owner.Home is not { } home)
        {
            return Answer(Show(owner, body, previous: null));
        }

        CheckHash(home, given);
        home.Update(body);
        return Answer(home);
    }

    private SlackInteraction Exchange(EmulatedTeam team, ApiArguments given)
    {
        var id = given.Text("trigger_id") ?? given.Need("interactivity_pointer");
        var interaction = world.Interactions.GetValueOrDefault(id) is { } known && known.TriggerId == id && known.User.Team == team
            ? known
            : throw new ApiError("invalid_trigger_id");
        if (faults.TakeExpiry() || interaction.At + TriggerLife < world.Now)
        {
            throw new ApiError("expired_trigger_id");
        }

        if (interaction.HasExchanged)
        {
            throw new ApiError("exchanged_trigger_id");
        }

        interaction.HasExchanged = true;
        return interaction;
    }

    private EmulatedView Show(EmulatedPerson owner, JsonObject body, EmulatedView? previous)
    {
        var view = new EmulatedView(world, owner, body, previous);
        world.Views.Add(view);
        return view;
    }

    private static JsonObject Answer(EmulatedView view) => new() { ["ok"] = true, ["view"] = view.ToJson() };

    private void CheckExternalId(EmulatedTeam team, JsonObject body, EmulatedView? except)
    {
        if ((string?)body["external_id"] is { Length: > 0 } external
            && world.Views.Exists(view => view != except && view.IsOpen && view.Owner.Team == team && (string?)view.Body["external_id"] == external))
        {
            throw new ApiError("duplicate_external_id");
        }
    }

    private static void CheckHash(EmulatedView view, ApiArguments given)
    {
        if (given.Text("hash") is { Length: > 0 } hash && hash != view.Hash)
        {
            throw new ApiError("hash_conflict");
        }
    }

    private static JsonObject ViewOf(ApiArguments given) => given.Object("view", "invalid_arguments") ?? throw ApiError.MissingArgument("view");

    private static JsonObject Checked(SlackWorld world, JsonObject view, bool isHome)
    {
        var check = new CheckList();
        var views = new ViewCheck(check, file => world.Files.Exists(known => known.IsComplete && known.Id == file));
        if (isHome)
        {
            views.Home(view, "/view");
        }
        else
        {
            views.Modal(view, "/view");
        }

        if (check.Faults.Count > 0)
        {
            throw new ApiError("invalid_arguments", check.Faults);
        }

        if (ViewCheck.IsTooLarge(view))
        {
            throw new ApiError("view_too_large");
        }

        var stored = view.DeepClone().AsObject();
        stored["blocks"] = Completion.Of((JsonArray)view["blocks"]!);
        return stored;
    }
}
