using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Bot.Host.LocalChat;

/// <summary>
/// The page's own door. What comes in through another one, such as a port for Slack's requests that the world can reach,
/// never sees the page.
/// </summary>
/// <param name="options">Where the door is.</param>
internal sealed class LocalChatListener(IOptions<LocalChatOptions> options) : IConfigureOptions<KestrelServerOptions>
{
    private ListenOptions? _listen;

    /// <summary>Gets the port; known once the server has started when any free one was asked for.</summary>
    public int Port => _listen?.IPEndPoint?.Port ?? options.Value.Port;

    /// <summary>Gets the address of the page, without a slash at the end.</summary>
    public string BaseUrl
    {
        get
        {
            var address = IPAddress.Parse(options.Value.Address);
            var host = address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? IPAddress.Loopback : address;
            return $"http://{new IPEndPoint(host, Port)}";
        }
    }

    /// <inheritdoc/>
    public void Configure(KestrelServerOptions kestrel) =>
        kestrel.Listen(IPAddress.Parse(options.Value.Address), options.Value.Port, listen =>
        {
            _listen = listen;
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection =>
            {
                connection.Features.Set(new OwnDoor());
                return next(connection);
            });
        });

    /// <summary>Tells whether a request came in through this door.</summary>
    public static bool CameIn(HttpContext context) => context.Features.Get<OwnDoor>() is not null;

    private sealed class OwnDoor;
}
