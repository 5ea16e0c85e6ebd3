using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bot.Core.Chat;
using Bot.Host.Slack.Rendering;
using Bot.SlackEmulation;
using Bot.SlackEmulation.Interactions;
using Bot.SlackEmulation.World;

namespace Bot.Stories.Stage;

/// <summary>A group that talks in a Slack workspace.</summary>
internal sealed partial class SlackGroup : IStoryGroup
{
    private readonly Dictionary<string, EmulatedPerson> _members = [];
    private readonly Dictionary<string, EmulatedConversation> _channels = [];
    private readonly ConcurrentDictionary<string, EmulatedView> _forms = [];
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _faults = [];
    private readonly Dictionary<(string Channel, string Ts), Delivery> _seen = [];
    private readonly HashSet<string> _matched = [];
    private bool _isCalled;
    private bool _hasToken = true;

    private SlackGroup(SlackEmulator slack) => Server = slack;

    /// <summary>Gets Slack.</summary>
    public SlackEmulator Server { get; }

    public string Workspace => Server.Team.Id;

    public static async Task<SlackGroup> FoundAsync(StoryClock clock, Pulse pulse, CancellationToken cancellationToken)
    {
        var group = new SlackGroup(await SlackEmulator.StartAsync(clock, cancellationToken));
        group.Server.Changed = pulse.Beat;
        return group;
    }

    public StorySetup Arrange(StorySetup setup)
    {
        _isCalled = setup.Settings.ContainsKey("Slack:Mode");
        _hasToken = !setup.Settings.ContainsKey("Slack:BotToken");
        var app = setup.Settings.ContainsKey("Slack:ClientId")
            ? new Dictionary<string, string?> { ["Slack:ClientId"] = Server.ClientId, ["Slack:ClientSecret"] = Server.ClientSecret }
            : [];
        var given = setup.Settings.Where(setting => !app.ContainsKey(setting.Key)).ToList();
        return setup with
        {
            Platform = Platform.Slack,
            Settings = new Dictionary<string, string?>
            {
                ["Slack:BotToken"] = Server.BotToken,
                ["Slack:AppToken"] = Server.AppToken,
                ["Slack:SigningSecret"] = Server.SigningSecret,
                ["Slack:ApiBase"] = Server.ApiBase.ToString(),
            }.Concat(app).ExceptBy(given.Select(setting => setting.Key), setting => setting.Key).Concat(given).ToDictionary(),
        };
    }

    public Task WaitForBotAsync(CancellationToken cancellationToken) =>
        Server.WaitForAsync("the bot was there", () => Server.IsConnected || (_isCalled && (!_hasToken || Server.Calls.Any(call => call.Method == "auth.test"))), cancellationToken);

    public string UserOf(string member) => Member(member).Id;

    public EmulatedPerson Member(string name) => _members.TryGetValue(name, out var known) ? known : _members[name] = Server.Team.AddUser(name);

    public EmulatedConversation Channel(string name) => _channels.TryGetValue(name, out var known) ? known : _channels[name] = Server.Team.AddChannel(name);

    /// <summary>Gets the form that a member has before them, as Slack shows it.</summary>
    public EmulatedView FormOf(string member) => _forms[member];

    /// <summary>Gets what the form that a member sent says in place, by field, parted by a bar; empty when it was taken.</summary>
    public string FaultsOf(string member) => string.Join(" | ", _faults[member].Select(fault => $"{fault.Key}: {fault.Value}"));

    public async Task<GroupStep> DoAsync(string member, ChatAction action, string channel, StoryRecord record, CancellationToken cancellationToken)
    {
        var command = action as ChatAction.Command ?? throw new NotSupportedException("On Slack people press what they see.");
        var text = string.Join(' ', command.Options.OrderBy(option => option.Key, StringComparer.Ordinal).Select(option => $"{option.Key}:\"{option.Value}\"").Prepend(command.Name));
        return await NoteAsync(member, await Server.SlashAsync(Member(member), Channel(channel), "/redflag", text, cancellationToken), record, cancellationToken);
    }

    public async Task<GroupStep> PressAsync(string member, string label, StoryRecord record, CancellationToken cancellationToken)
    {
        var user = Member(member);
        var message = _channels.Values.Append(user.Direct)
            .SelectMany(user.Sees)
            .OrderBy(post => decimal.Parse(post.Ts, CultureInfo.InvariantCulture))
            .Last(post => post.Buttons.Any(button => button.Label == label));
        return await NoteAsync(member, await Server.PressAsync(user, message, label, cancellationToken), record, cancellationToken);
    }

    /// <summary>A member tries to press a button that somebody else has before them.</summary>
    public Task PressOthersAsync(string member, string owner, string label, CancellationToken cancellationToken) =>
        Server.PressAsync(Member(member), _channels.Values.SelectMany(channel => Member(owner).Sees(channel)).Last(), label, cancellationToken);

    public async Task<GroupStep> SubmitAsync(string member, IReadOnlyDictionary<string, string> values, StoryFile? file, CancellationToken cancellationToken)
    {
        var filled = file is null ? values : values.Append(KeyValuePair.Create(file.Field, Server.Attach(Member(member), file.Name, file.Content).Id)).ToDictionary();
        var sent = await Server.SubmitViewAsync(Member(member), _forms[member], filled, cancellationToken);
        _faults[member] = sent.Errors;
        return new GroupStep(sent.ResponseUrl, null);
    }

    public void ForgetFiles() => Server.KeepsFiles = false;

    public IReadOnlyList<Delivery> Shown(StoryRecord record)
    {
        List<Delivery> shown = [];
        foreach (var (name, channel) in _channels.Select(pair => ((string?)pair.Key, pair.Value)).Concat(_members.Values.Select(member => ((string?)null, member.Direct))))
        {
            var posts = _members.Values.SelectMany(member => member.Sees(channel)).DistinctBy(post => post.Ts).Where(post => post.Author.IsBot);
            shown.AddRange(posts.Select(post => Read(post, name, record)));
        }

        return shown;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>Reads a message as people see it.</summary>
    public MessageView View(EmulatedPost post)
    {
        string? title = null, footer = null;
        List<string> texts = [];
        List<(string Name, List<string> Lines)> fields = [];
        CountdownView? countdown = null;
        foreach (var block in post.Blocks)
        {
            var text = (string?)block["text"]?["text"] ?? "";
            switch ((string?)block["type"])
            {
                case "header":
                    title = Plain(text);
                    break;
                case "section" when Countdown.Match(text) is { Success: true } match:
                    countdown = new CountdownView(
                        Plain(match.Groups["label"].Value), DateTimeOffset.FromUnixTimeSeconds(long.Parse(match.Groups["at"].Value, CultureInfo.InvariantCulture)));
                    break;
                case "section" when FieldName.Match(text) is { Success: true } match && (string?)block["text"]!["type"] == "mrkdwn":
                    fields.Add((Plain(match.Groups[1].Value), []));
                    break;
                case "section" when text.StartsWith("<@", StringComparison.Ordinal):
                    break;
                case "section" when fields.Count > 0:
                    fields[^1].Lines.Add(Plain(text));
                    break;
                case "section":
                    texts.Add(Plain(text));
                    break;
                case "context":
                    footer = Plain((string?)block["elements"]![0]!["text"] ?? "");
                    break;
            }
        }

        var all = fields.ConvertAll(field => new FieldView(field.Name, string.Join('\n', field.Lines)));
        var standings = all.Find(field => field.Name == "Standings");
        return new MessageView
        {
            Title = title,
            Text = string.Join('\n', texts),
            Fields = [.. all.Where(field => field != standings)],
            Standings = StandingLines.Read(standings?.Text),
            Countdown = countdown,
            Footer = footer,
            File = post.Files.Count > 0 ? new FileView(post.Files[0].Name, "", []) : null,
            Buttons = [.. post.Buttons.Select(button => new ButtonView(button.Label, "", ""))],
        };
    }

    private Delivery Read(EmulatedPost post, string? channel, StoryRecord record)
    {
        if (_seen.TryGetValue((post.Channel.Id, post.Ts), out var known))
        {
            return known;
        }

        var view = View(post);
        var (way, reader) = (post.SeenOnlyBy, post.Channel.Partner) switch
        {
            ({ } only, _) => (DeliveryWay.Reply, only.Name),
            (null, { } partner) => (DeliveryWay.Direct, partner.Name),
            _ => (DeliveryWay.Post, (string?)null),
        };
        return _seen[(post.Channel.Id, post.Ts)] = new Delivery(way, channel, reader, view, PostKey.From(Find(view, post, record)));
    }

    // Replies have no name of Slack's by which they could be found: the oldest of the same words is meant.
    private Guid Find(MessageView view, EmulatedPost post, StoryRecord record)
    {
        foreach (var (id, ts, title, text) in record.Said())
        {
            var isIt = ts is not null ? ts == post.Ts : (title ?? "") == (view.Title ?? "") && (text ?? "").Replace("\u2063", "", StringComparison.Ordinal).TrimEnd() == view.Text;
            if (isIt && _matched.Add(id))
            {
                return Guid.Parse(id);
            }
        }

        return Guid.Empty;
    }

    private async Task<GroupStep> NoteAsync(string member, SlackInteraction interaction, StoryRecord record, CancellationToken cancellationToken)
    {
        if (!record.IsStored(interaction.TriggerId))
        {
            await Server.WaitForAsync("there was a form or a word", () => interaction.Opened is not null || interaction.ResponseUses > 0, cancellationToken);
        }

        if (interaction.Opened is not { } view)
        {
            return new GroupStep(interaction.ResponseUrl, null);
        }

        _forms[member] = view;
        return new GroupStep(interaction.ResponseUrl, Form(view));
    }

    private FormView Form(EmulatedView view) => new()
    {
        Name = view.CallbackId,
        Title = Plain(view.Title),
        Text = view.Blocks.FirstOrDefault(block => (string?)block["type"] == "section") is { } text ? Plain((string)text["text"]!["text"]!) : null,
        Fields =
        [
            .. view.Blocks.Where(block => (string?)block["type"] == "input").Select(block => new FormField
            {
                Name = (string)block["block_id"]!,
                Label = Plain((string)block["label"]!["text"]!),
                Value = (string?)(block["element"] as JsonObject)?["initial_value"] is { } value ? NameOf(value) : null,
            }),
        ],
    };

    // As Slack shows it.
    private string Plain(string markup) => SlackMarkup.Unescape(Channels.Replace(markup, match => NameOf(match.Groups["id"].Value)));

    private string NameOf(string channel) => _channels.FirstOrDefault(pair => pair.Value.Id == channel).Key ?? channel;

    [GeneratedRegex(@"<#(?<id>[A-Z0-9]+)>")]
    private static partial Regex Channels { get; }

    [GeneratedRegex(@"^(?<label>[^\n]*): <!date\^(?<at>\d+)\^")]
    private static partial Regex Countdown { get; }

    [GeneratedRegex(@"^\*([^\n]+)\*$")]
    private static partial Regex FieldName { get; }
}
