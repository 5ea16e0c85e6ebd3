using System.ComponentModel.DataAnnotations;

namespace Bot.Host.Slack;

/// <summary>How the bot speaks with Slack.</summary>
internal sealed class SlackOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Slack";

    /// <summary>Gets or sets the token by which the bot acts in its workspace; a secret that begins with xoxb-.</summary>
    /// <value>Not set by default: Slack is then off, unless <see cref="IsDistributed"/>.</value>
    public string? BotToken { get; set; }

    /// <summary>Gets or sets the token by which the bot opens its connections; a secret that begins with xapp-. For <see cref="SlackMode.Socket"/>.</summary>
    public string? AppToken { get; set; }

    /// <summary>Gets or sets the secret by which requests are known to come from Slack; for <see cref="SlackMode.Http"/>.</summary>
    public string? SigningSecret { get; set; }

    /// <summary>Gets or sets the app's name at Slack, with which workspaces install it by themselves; for <see cref="SlackMode.Http"/>.</summary>
    public string? ClientId { get; set; }

    /// <summary>Gets or sets the secret that goes with <see cref="ClientId"/>.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Gets a value indicating whether workspaces can install the app by themselves.</summary>
    public bool IsDistributed => Mode is SlackMode.Http && !string.IsNullOrWhiteSpace(ClientId) && !string.IsNullOrWhiteSpace(ClientSecret);

    /// <summary>Gets or sets how events come in.</summary>
    /// <value>The default is <see cref="SlackMode.Socket"/>.</value>
    public SlackMode Mode { get; set; } = SlackMode.Socket;

    /// <summary>Gets or sets the address of Slack's Web API.</summary>
    /// <value>The default is https://slack.com/api/; another one only for tests.</value>
    public string ApiBase { get; set; } = "https://slack.com/api/";

    /// <summary>Gets or sets how many connections are kept; for <see cref="SlackMode.Socket"/>.</summary>
    /// <value>1 to 10: Slack allows no more. The default is 2, so that one may break unnoticed.</value>
    [Range(1, 10)]
    public int Connections { get; set; } = 2;

    /// <summary>Gets or sets whether the bot looks into a channel's history before it posts once more what may be there already.</summary>
    /// <value>The default is <see langword="false"/>: it needs the scope channels:history, which lets the bot read what people write.</value>
    public bool ReadsBack { get; set; }

    /// <summary>Gets or sets the IP address on which Slack's requests are taken; for <see cref="SlackMode.Http"/>.</summary>
    /// <value>The default is 127.0.0.1, behind a proxy that speaks TLS.</value>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Gets or sets the port on which Slack's requests are taken; for <see cref="SlackMode.Http"/>.</summary>
    /// <value>0 to 65,535. The default is 5086; 0 takes any free port.</value>
    [Range(0, 65_535)]
    public int Port { get; set; } = 5086;
}

/// <summary>How events come in.</summary>
internal enum SlackMode
{
    /// <summary>Through connections that the bot keeps open; nothing has to reach the bot's machine.</summary>
    Socket,

    /// <summary>As requests of Slack to an address of the bot's.</summary>
    Http,
}
