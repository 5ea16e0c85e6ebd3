using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Bot.Host.Discord.Http;

/// <summary>The door through which Discord's requests come in, and nothing else.</summary>
/// <param name="options">Where it is.</param>
internal sealed class DiscordListener(IOptions<DiscordOptions> options) : IConfigureOptions<KestrelServerOptions>
{
    private ListenOptions? _listen;

    /// <summary>Gets the port; known once the server has started when any free one was asked for.</summary>
    public int Port => _listen?.IPEndPoint?.Port ?? options.Value.Port;

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
