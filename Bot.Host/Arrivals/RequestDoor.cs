using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Bot.Host.Arrivals;

/// <summary>The door through which one platform's requests come in, and nothing else.</summary>
/// <param name="address">The IP address.</param>
/// <param name="port">The port; 0 takes any free one.</param>
internal abstract class RequestDoor(string address, int port) : IConfigureOptions<KestrelServerOptions>
{
    private const int LongestBody = 256 * 1024;

    private ListenOptions? _listen;

    /// <summary>Gets the port; known once the server has started when any free one was asked for.</summary>
    public int Port => _listen?.IPEndPoint?.Port ?? port;

    /// <inheritdoc/>
    public void Configure(KestrelServerOptions options) =>
        options.Listen(IPAddress.Parse(address), port, listen =>
        {
            _listen = listen;
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection =>
            {
                connection.Features.Set(new Passed(this));
                return next(connection);
            });
        });

    /// <summary>Tells whether a request came in through this door.</summary>
    public bool CameIn(HttpContext http) => http.Features.Get<Passed>()?.Door == this;

    /// <summary>Reads a request that came in through this door, byte by byte as its signature wants it.</summary>
    /// <returns>The body, or why there is none.</returns>
    public async Task<(byte[] Body, IResult? Refusal)> ReadAsync(HttpContext http)
    {
        var length = http.Request.ContentLength;
        if (!CameIn(http))
        {
            return ([], Results.NotFound());
        }

        if (length is not (> 0 and <= LongestBody))
        {
            return ([], Results.StatusCode(length > LongestBody ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status411LengthRequired));
        }

        var body = new byte[length.Value];
        await http.Request.Body.ReadExactlyAsync(body, http.RequestAborted);
        return (body, null);
    }

    private sealed record Passed(RequestDoor Door);
}
