using Bot.Core.Tests.Architecture;
using Bot.Host.Commands;

namespace Bot.Host.Tests.Architecture;

public sealed class HostConventions() : AssemblyConventions(typeof(RedflagCommandLine).Assembly, "Bot.Host")
{
    protected override IReadOnlyDictionary<string, string> AsyncExceptions { get; } = new Dictionary<string, string>
    {
        ["RedflagCommandLine.RunAsync"] = "the edge: what ends a run is the signal that the parser turns into a token",
        ["ServeCommand.StopAtOnceAsync"] = "stops without waiting, which is what its token is for",
        ["HealthDoor.PassAsync"] = "a request brings its own token",
        ["GatewayConnection.BeatAsync"] = "it ends what it beats for, so it needs the source of the token",
        ["RequestsEndpoint.TakeAsync"] = "a request brings its own token, and what it stores must outlive it",
        ["RequestDoor.ReadAsync"] = "a request brings its own token",
        ["SlackRequests.TakeCommandAsync"] = "a request brings its own token, and what it stores must outlive it",
        ["SlackRequests.TakeInteractionAsync"] = "a request brings its own token, and what it stores must outlive it",
        ["SlackRequests.TakeEventAsync"] = "a request brings its own token, and what it stores must outlive it",
        ["SlackRequests.TakeAsync"] = "a request brings its own token, and what it stores must outlive it",
        ["SlackInstall.TakeBackAsync"] = "a request brings its own token, and an installation that began ends",
        ["SlackInstall.FinishAsync"] = "Slack takes a code once, whatever becomes of the request",
        ["ArrivalDesk.HandOverAsync"] = "hands over until the program stops, whatever becomes of the connection",
        ["InteractionDesk.HandOverAsync"] = "hands over until the program stops, whatever becomes of the connection",
        ["InteractionsEndpoint.TakeAsync"] = "a request brings its own token, and what it stores must outlive it",
        ["InteractionsEndpoint.StoreAsync"] = "stores whatever becomes of the request",
        ["InteractionsEndpoint.HandOverAsync"] = "hands over until the program stops, whatever becomes of the request",
    };
}
