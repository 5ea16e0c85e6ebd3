using System.ComponentModel.DataAnnotations;

namespace Bot.Host.LocalChat;

/// <summary>How the local chat page is served.</summary>
internal sealed class LocalChatOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "LocalChat";

    /// <summary>Gets or sets whether the page is served.</summary>
    /// <value>Not set by default: it is served when no other platform has a token.</value>
    public bool? Enabled { get; set; }

    /// <summary>Gets or sets the port that the page is served on.</summary>
    /// <value>0 to 65,535. The default is 5080; 0 takes any free port.</value>
    [Range(0, 65_535)]
    public int Port { get; set; } = 5080;

    /// <summary>Gets or sets the IP address that the page is served on.</summary>
    /// <value>The default is 127.0.0.1. One that is not a loopback address needs <see cref="AllowRemote"/>.</value>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>
    /// Gets or sets a value indicating whether the page may be served beyond this machine. The connection is not encrypted:
    /// whoever can listen on the way can read along and take the pass of a browser.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool AllowRemote { get; set; }
}
