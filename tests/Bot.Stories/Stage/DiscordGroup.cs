using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bot.Core.Chat;
using Bot.Emulation;
using Bot.Emulation.Interactions;
using Bot.Emulation.World;

namespace Bot.Stories.Stage;

/// <summary>A group that talks in a Discord guild: what its people do goes through their clients, and what they see is read off their screens.</summary>
internal sealed partial class DiscordGroup : IStoryGroup
{
    private readonly Dictionary<string, EmulatedMember> _members = [];
    private readonly Dictionary<string, EmulatedChannel> _channels = [];
    private readonly ConcurrentDictionary<string, EmulatedInteraction> _forms = [];
    private readonly Dictionary<string, Delivery> _seen = [];
    private bool _isCalled;

    private DiscordGroup(DiscordEmulator discord) => Server = discord;

    /// <summary>Gets Discord.</summary>
    public DiscordEmulator Server { get; }

    /// <summary>Gets Discord's identifier of the guild.</summary>
    public string Workspace => Server.Guild.Id;

    public static async Task<DiscordGroup> FoundAsync(StoryClock clock, Pulse pulse, CancellationToken cancellationToken)
    {
        var group = new DiscordGroup(await DiscordEmulator.StartAsync(clock, cancellationToken));
        group.Server.Changed = pulse.Beat;
        return group;
    }

    /// <summary>Has a story's bot talk here.</summary>
    public StorySetup Arrange(StorySetup setup)
    {
        _isCalled = setup.Settings.ContainsKey("Discord:Mode");
        return setup with
        {
            Platform = Platform.Discord,
            Settings = new Dictionary<string, string?>
            {
                ["Discord:Token"] = Server.Token,
                ["Discord:RestBase"] = Server.RestBase,
                ["Discord:PublicKey"] = Server.PublicKey,
            }.Concat(setup.Settings).ToDictionary(),
        };
    }

    /// <summary>Waits until the bot is there and people see its commands.</summary>
    public Task WaitForBotAsync(CancellationToken cancellationToken) =>
        Server.WaitForAsync("the bot was there", () => (Server.IsConnected || _isCalled) && Server.Commands.Count > 0, cancellationToken);

    /// <summary>Gives Discord's identifier of a member.</summary>
    public string UserOf(string member) => Member(member).User.Id;

    public EmulatedMember Member(string name) =>
        _members.TryGetValue(name, out var known) ? known : _members[name] = Server.AddMember(name);

    public EmulatedChannel Channel(string name) =>
        _channels.TryGetValue(name, out var known) ? known : _channels[name] = Server.AddChannel(name);

    /// <summary>A member calls a command.</summary>
    public async Task<GroupStep> DoAsync(string member, ChatAction action, string channel, StoryRecord record, CancellationToken cancellationToken) => action switch
    {
        ChatAction.Command command => Note(member, await Server.SlashAsync(Member(member), Channel(channel), command.Name, command.Options, cancellationToken)),
        _ => throw new NotSupportedException("On Discord people press what they see."),
    };

    /// <summary>A member presses the button of that label on the newest message that they see and that has it.</summary>
    public async Task<GroupStep> PressAsync(string member, string label, StoryRecord record, CancellationToken cancellationToken)
    {
        var user = Member(member).User;
        var message = _channels.Values.Append(Server.DirectWith(user))
            .SelectMany(channel => Server.Sees(user, channel))
            .OrderBy(message => message.CreatedAt).ThenBy(message => message.Id.Length).ThenBy(message => message.Id, StringComparer.Ordinal)
            .Last(message => message.Buttons.Any(button => button.Label == label));
        return Note(member, await Server.PressAsync(user, message, label, cancellationToken));
    }

    /// <summary>A member tries to press a button that somebody else has before them.</summary>
    public Task PressOthersAsync(string member, string owner, string label, CancellationToken cancellationToken) => Server.PressAsync(
        Member(member).User, _channels.Values.SelectMany(channel => Server.Sees(Member(owner).User, channel)).Last(), label, cancellationToken);

    /// <summary>A member sends the form that is before them.</summary>
    public async Task<GroupStep> SubmitAsync(string member, IReadOnlyDictionary<string, string> values, StoryFile? file, CancellationToken cancellationToken) => Note(
        member,
        await Server.SubmitAsync(
            _forms[member],
            values,
            (file is null ? [] : new[] { file }).ToDictionary(attached => attached.Field, attached => new EmulatedAttachment(attached.Name, attached.Content)),
            cancellationToken));

    public void ForgetFiles() => Server.KeepsAttachments = false;

    /// <summary>Reads all screens.</summary>
    /// <param name="record">Knows in which order the bot decided what to say.</param>
    public IReadOnlyList<Delivery> Shown(StoryRecord record)
    {
        var keys = record.Rows("SELECT platform_message_id, id FROM outbox WHERE platform_message_id IS NOT NULL")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(row => row.Split(" | "))
            .ToDictionary(row => row[0], row => PostKey.From(Guid.Parse(row[1])));
        List<Delivery> shown = [];
        foreach (var (name, channel) in _channels.Select(pair => ((string?)pair.Key, pair.Value)).Concat(_members.Values.Select(member => ((string?)null, Server.DirectWith(member.User)))))
        {
            var messages = _members.Values.SelectMany(member => Server.Sees(member.User, channel)).DistinctBy(message => message.Id);
            shown.AddRange(messages.Select(message => Read(message, name, keys)));
        }

        return shown;
    }

    /// <summary>Gives the text that people read.</summary>
    public string TextOf(EmulatedMessage message) => View(message).Text;

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private Delivery Read(EmulatedMessage message, string? channel, Dictionary<string, PostKey> keys)
    {
        if (_seen.TryGetValue(message.Id, out var known))
        {
            return known;
        }

        var (way, reader) = message switch
        {
            { Channel.Recipient: { } person } when !message.IsAnswer => (DeliveryWay.Direct, person.Name),
            { IsAnswer: true } => (DeliveryWay.Reply, message.SeenOnlyBy?.Name),
            _ => (DeliveryWay.Post, null),
        };
        return _seen[message.Id] = new Delivery(way, channel, reader, View(message), keys.GetValueOrDefault(message.Id, PostKey.From(Guid.Empty)));
    }

    private GroupStep Note(string member, EmulatedInteraction interaction)
    {
        if (interaction.Modal is { } modal)
        {
            _forms[member] = interaction;
            return new GroupStep(interaction.Token, Form(modal));
        }

        return new GroupStep(interaction.Token, null);
    }

    private FormView Form(JsonObject modal)
    {
        var parts = modal["components"]!.AsArray().Select(part => part!.AsObject()).ToList();
        return new FormView
        {
            Name = modal["custom_id"]!.GetValue<string>(),
            Title = modal["title"]!.GetValue<string>(),
            Text = parts.Find(part => part["type"]!.GetValue<int>() == 10) is { } text ? Plain(text["content"]!.GetValue<string>()) : null,
            Fields =
            [
                .. parts.Where(part => part["type"]!.GetValue<int>() == 18).Select(part => new FormField
                {
                    Name = part["component"]!["custom_id"]!.GetValue<string>(),
                    Label = part["label"]!.GetValue<string>(),
                    Value = part["component"]!["value"]?.GetValue<string>() is { } value ? NameOf(value) : null,
                }),
            ],
        };
    }

    private MessageView View(EmulatedMessage message)
    {
        var embeds = message.Embeds;
        var text = string.Join('\n', embeds.Select(embed => embed["description"]?.GetValue<string>()).OfType<string>());
        var countdown = Countdown.Match(text);
        var fields = embeds.SelectMany(embed => embed["fields"]?.AsArray() ?? [])
            .Select(field => new FieldView(Plain(field!["name"]!.GetValue<string>()), Plain(field["value"]!.GetValue<string>())))
            .ToList();
        var standings = fields.Find(field => field.Name == "Standings");
        return new MessageView
        {
            Title = embeds.Select(embed => embed["title"]?.GetValue<string>()).OfType<string>().Select(Plain).FirstOrDefault(),
            Text = Plain(countdown.Success ? text[..countdown.Index].TrimEnd('\n') : text),
            Fields = [.. fields.Where(field => field != standings)],
            Standings = StandingLines.Read(standings?.Text),
            Countdown = countdown.Success
                ? new CountdownView(Plain(countdown.Groups["label"].Value), DateTimeOffset.FromUnixTimeSeconds(long.Parse(countdown.Groups["at"].Value, CultureInfo.InvariantCulture)))
                : null,
            Footer = embeds.Select(embed => embed["footer"]?["text"]?.GetValue<string>()).OfType<string>().LastOrDefault(),
            File = message.Attachments.Count > 0 ? new FileView(message.Attachments[^1]["filename"]!.GetValue<string>(), "", []) : null,
            Buttons = [.. message.Buttons.Select(button => new ButtonView(button.Label!, "", ""))],
        };
    }

    // As Discord shows it.
    private string Plain(string markup) => Channels.Replace(Escape.Replace(markup, "$1"), match => NameOf(match.Groups["id"].Value));

    private string NameOf(string channel) => _channels.FirstOrDefault(pair => pair.Value.Id == channel).Key ?? channel;

    [GeneratedRegex(@"<#(?<id>\d+)>")]
    private static partial Regex Channels { get; }

    [GeneratedRegex(@"\\([\\*_~`|<>\[\]@:#+.)-])")]
    private static partial Regex Escape { get; }

    [GeneratedRegex(@"\n?(?<label>[^\n]*): <t:(?<at>\d+):R>$")]
    private static partial Regex Countdown { get; }
}
