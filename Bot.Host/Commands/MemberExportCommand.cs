using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text;
using Bot.Core.Members;

namespace Bot.Host.Commands;

/// <summary><c>privacy export</c>: writes all that is kept of a member as JSON. May run beside the bot.</summary>
/// <param name="data">The option of the data directory.</param>
/// <param name="time">The clock.</param>
internal sealed class MemberExportCommand(Option<string?> data, TimeProvider time)
{
    private readonly Option<string> _workspace = new("--workspace") { Description = "The workspace, as /privacy export names it.", HelpName = "ID", Required = true };
    private readonly Option<string> _member = new("--member") { Description = "The member, as /privacy export names them.", HelpName = "ID", Required = true };

    public Command Create()
    {
        var command = new Command("export", "Write all that is kept of a member to standard output, as JSON.") { _workspace, _member };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var installation = Installation.Find(parsed, data);
        installation.Migrate();
        await using var app = RedflagApp.Build(installation.Settings, installation.Directory, installation.Database.Open(), time);
        var members = app.Services.GetRequiredService<MemberStore>();
        var workspace = Guid.TryParse(parsed.GetValue(_workspace), out var workspaceId)
            ? await members.FindWorkspaceAsync(new WorkspaceId(workspaceId), cancellationToken)
            : null;
        if (workspace is null)
        {
            throw new SettingsException($"There is no workspace {parsed.GetValue(_workspace)}. /privacy export names the right one when a document is too large for a message.");
        }

        var member = Guid.TryParse(parsed.GetValue(_member), out var memberId)
            ? await members.FindMemberAsync(workspace.Id, new MemberId(memberId), cancellationToken)
            : null;
        if (member is null)
        {
            throw new SettingsException($"There is no member {parsed.GetValue(_member)} in that workspace. They may have left.");
        }

        var document = await app.Services.GetRequiredService<MemberExport>().WriteAsync(workspace, member.Id, cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(Encoding.UTF8.GetString(ImmutableCollectionsMarshal.AsArray(document)!));
        return 0;
    }
}
