using System.Text.Json.Nodes;
using Bot.SlackEmulation.Interactions;
using Bot.SlackEmulation.World;
using Microsoft.AspNetCore.WebUtilities;

namespace Bot.SlackEmulation.Api;

/// <summary>Installing the app by OAuth. https://docs.slack.dev/authentication/installing-with-oauth</summary>
internal sealed class Installs(SlackWorld world)
{
    private static readonly TimeSpan LifeOfCode = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, Grant> _grants = [];

    /// <summary>Gets or sets where browsers are sent back to.</summary>
    public Uri? RedirectUrl { get; set; }

    /// <summary>Somebody chooses on Slack's page.</summary>
    public Uri Choose(Uri page, EmulatedTeam team, InstallChoice choice)
    {
        var asked = QueryHelpers.ParseQuery(page.Query);
        string? Field(string name) => asked.TryGetValue(name, out var value) ? value.ToString() : null;
        Require(page.GetLeftPart(UriPartial.Path) == $"{world.Address}/oauth/v2/authorize", $"There is no page {page}.");
        Require(Field("client_id") == world.ClientId, "invalid_client_id");
        Require(Field("scope") is { Length: > 0 } scopes && scopes.Split(',').All(world.Scopes.Contains), "invalid_scope");
        var back = Field("redirect_uri") ?? RedirectUrl?.AbsoluteUri;
        Require(back is not null && RedirectUrl is not null && back.StartsWith(RedirectUrl.AbsoluteUri, StringComparison.Ordinal), "bad_redirect_uri");
        var query = new Dictionary<string, string?> { ["state"] = Field("state") ?? "" };
        if (choice is InstallChoice.Cancel)
        {
            query["error"] = "access_denied";
        }
        else
        {
            lock (world.Gate)
            {
                query["code"] = $"{world.NextId("code")}.{SlackWorld.Secret(16)}";
                _grants[query["code"]!] = new Grant(team, Field("redirect_uri"), choice is InstallChoice.AllowForOrganisation, world.Now + LifeOfCode);
                team.Install();
            }

            world.Change();
        }

        return new Uri(QueryHelpers.AddQueryString(back!, query));
    }

    /// <summary>Gives the token for a code. https://docs.slack.dev/reference/methods/oauth.v2.access</summary>
    public JsonObject Exchange(ApiArguments given)
    {
        if (given.Need("client_id") != world.ClientId)
        {
            throw new ApiError("invalid_client_id");
        }

        if (given.Need("client_secret") != world.ClientSecret)
        {
            throw new ApiError("bad_client_secret");
        }

        lock (world.Gate)
        {
            if (!_grants.TryGetValue(given.Need("code"), out var grant) || grant.ExpiresAt <= world.Now)
            {
                throw new ApiError("invalid_code");
            }

            if (given.Text("redirect_uri") != grant.RedirectUri)
            {
                throw new ApiError("bad_redirect_uri");
            }

            if (grant.IsTaken)
            {
                throw new ApiError("code_already_used");
            }

            grant.IsTaken = true;
            return Answer(grant);
        }
    }

    private JsonObject Answer(Grant grant) => new()
    {
        ["ok"] = true,
        ["access_token"] = grant.Team.BotToken,
        ["token_type"] = "bot",
        ["scope"] = string.Join(',', world.Scopes),
        ["bot_user_id"] = grant.Team.Bot.Id,
        ["app_id"] = world.AppId,
        ["team"] = grant.IsOfOrganisation ? null : new JsonObject { ["name"] = grant.Team.Name, ["id"] = grant.Team.Id },
        ["enterprise"] = grant.IsOfOrganisation ? new JsonObject { ["name"] = "Organisation", ["id"] = "E0RED000001" } : null,
        ["is_enterprise_install"] = grant.IsOfOrganisation,
        ["authed_user"] = new JsonObject { ["id"] = "U0INSTALLER" },
    };

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new SlackInteractionFailedException(otherwise);
        }
    }

    private sealed record Grant(EmulatedTeam Team, string? RedirectUri, bool IsOfOrganisation, DateTimeOffset ExpiresAt)
    {
        public bool IsTaken { get; set; }
    }
}
