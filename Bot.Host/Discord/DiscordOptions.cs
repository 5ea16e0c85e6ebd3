using System.ComponentModel.DataAnnotations;

namespace Bot.Host.Discord;

/// <summary>How the bot speaks with Discord.</summary>
internal sealed class DiscordOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Discord";

    /// <summary>Gets or sets the bot's token; a secret.</summary>
    /// <value>Not set by default: Discord is then off.</value>
    public string? Token { get; set; }

    /// <summary>Gets or sets how interactions come in.</summary>
    /// <value>The default is <see cref="DiscordMode.Gateway"/>.</value>
    public DiscordMode Mode { get; set; } = DiscordMode.Gateway;

    /// <summary>Gets or sets the address of Discord's REST interface, with its version.</summary>
    /// <value>The default is https://discord.com/api/v10; another one only for tests.</value>
    public string RestBase { get; set; } = "https://discord.com/api/v10";

    /// <summary>Gets or sets the one guild in which commands are registered, while they are being developed.</summary>
    /// <value>Not set by default: they are registered for all guilds.</value>
    public string? DevelopmentGuild { get; set; }

    /// <summary>Gets or sets the application's public key, by which requests are known to come from Discord; for <see cref="DiscordMode.Http"/>.</summary>
    /// <value>64 hexadecimal digits.</value>
    public string? PublicKey { get; set; }

    /// <summary>Gets or sets the IP address on which Discord's requests are taken; for <see cref="DiscordMode.Http"/>.</summary>
    /// <value>The default is 127.0.0.1, behind a proxy that speaks TLS.</value>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Gets or sets the port on which Discord's requests are taken; for <see cref="DiscordMode.Http"/>.</summary>
    /// <value>0 to 65,535. The default is 5085; 0 takes any free port.</value>
    [Range(0, 65_535)]
    public int Port { get; set; } = 5085;
}

/// <summary>How interactions come in.</summary>
internal enum DiscordMode
{
    /// <summary>Through a connection that the bot keeps open; nothing has to reach the bot's machine.</summary>
    Gateway,

    /// <summary>As requests of Discord to an address of the bot's.</summary>
    Http,
}
