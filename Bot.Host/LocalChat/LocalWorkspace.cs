using Bot.Core.Chat;
using Bot.Core.Drills;
using Bot.Core.Members;
using Bot.Core.Storage;

namespace Bot.Host.LocalChat;

/// <summary>The one workspace of the page, with its first channel.</summary>
/// <param name="gate">The door for writes.</param>
/// <param name="members">Knows the workspace.</param>
/// <param name="store">Knows its channels.</param>
/// <param name="time">The clock.</param>
internal sealed class LocalWorkspace(WriteGate gate, MemberStore members, LocalChatStore store, TimeProvider time) : IHostedService
{
    /// <summary>What the workspace is called.</summary>
    public const string PlatformId = "local";

    private Workspace? _workspace;

    /// <summary>Finds the workspace, and makes it at the first start.</summary>
    public async ValueTask<Workspace> GetAsync(CancellationToken cancellationToken) =>
        _workspace ??= await gate.RunAsync(
            async (write, token) =>
            {
                var now = time.GetUtcNow();
                var zone = ZoneNames.TryFind(time.LocalTimeZone.Id, out var known) ? known : Workspace.UnknownZone;
                var workspace = await members.MeetWorkspaceAsync(write, Platform.Local, PlatformId, zone, now, token);
                await store.EnsureFirstChannelAsync(write, workspace.Id, "general", now, token);
                return workspace;
            },
            cancellationToken);

    public async Task StartAsync(CancellationToken cancellationToken) => await GetAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
