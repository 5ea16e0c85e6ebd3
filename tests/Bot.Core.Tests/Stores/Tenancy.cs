using System.Collections;
using System.Reflection;
using Bot.Core.Banks;
using Bot.Core.Chat;
using Bot.Core.Drills;
using Bot.Core.Drills.Rounds;
using Bot.Core.Grading;
using Bot.Core.Inbox;
using Bot.Core.Members;
using Bot.Core.Outbox;
using Bot.Core.Questions;
using Bot.Core.Review;
using Bot.Core.Standings;
using Bot.Core.Storage;
using Bot.Core.Tests.Questions;
using Bot.Core.Tests.Storage;
using Dapper;

namespace Bot.Core.Tests.Stores;

/// <summary>No workspace reads or changes what is another's, even when it knows the identifiers.</summary>
public sealed class Tenancy
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>Methods that serve all workspaces, each with its reason.</summary>
    private static readonly Dictionary<string, string> OfAllWorkspaces = new()
    {
        ["AnswerStore.LeaseNextAsync(DateTimeOffset, DateTimeOffset)"] = "the one grading worker serves all workspaces, oldest answer first",
        ["AnswerStore.CountWaitingAsync()"] = "tells the operator how much waits, and of nobody in particular",
        ["InboxStore.CountUnsettledAsync()"] = "tells the operator how much waits, and of nobody in particular",
        ["OutboxStore.CountPendingAsync()"] = "tells the operator how much waits, and of nobody in particular",
        ["QuestionAnalysisStore.ListSharedAsync()"] = "questions that all share are analysed over the scores of all; nobody's words are read",
        ["AnswerStore.ReleaseLeasesAsync()"] = "a start gives back what the last run of the worker had taken up",
        ["InboxStore.StoreAsync(ChatEvent)"] = "the event names its workspace as the platform does; this is where that becomes ours",
        ["InboxStore.TakeUpAsync()"] = "a start takes up what the last run left, of all workspaces",
        ["InboxStore.DeleteExpiredTokensAsync(DateTimeOffset)"] = "tokens expire alike everywhere",
        ["MemberStore.MeetWorkspaceAsync(Platform, String, String, DateTimeOffset)"] = "finds the workspace itself",
        ["MemberStore.FindWorkspaceAsync(Platform, String)"] = "finds the workspace itself",
        ["MemberStore.ListWorkspacesAsync()"] = "the cleaner serves all workspaces",
        ["OccurrenceStore.ListUnfinishedAsync()"] = "a start sets the alarms of all workspaces",
        ["OutboxStore.ListDueAsync(DateTimeOffset, Int32)"] = "the one relay serves all workspaces",
        ["OutboxStore.FindNextDueAsync(DateTimeOffset)"] = "the one relay serves all workspaces",
        ["ScheduleStore.ListActiveAsync()"] = "a start sets the alarms of all workspaces",
    };

    /// <summary>
    /// How each method is called in the name of a workspace on what belongs to the world's own one. The owner gets something back or
    /// changes something; a stranger must not.
    /// </summary>
    private static readonly Dictionary<string, Func<World, InboxEntry, WriteTransaction, CancellationToken, Task<object?>>> Attempts = new()
    {
        ["AnswerStore.FindCountedAsync(WorkspaceId, OccurrenceId, QuestionId, MemberId)"] = async (world, by, write, token) =>
            await world.Database.Answers.FindCountedAsync(write, by.Workspace.Id, world.Queued, world.Question.Id, world.Ana.Id, token),
        ["AnswerStore.ReleaseAsync(Answer)"] = async (world, by, write, token) =>
        {
            await write.Connection.ExecuteAsync(write.Command("UPDATE answer SET state = 'grading', leased_until_ms = 1 WHERE state = 'waiting'", null, token));
            await world.Database.Answers.ReleaseAsync(write, world.Waiting with { Workspace = by.Workspace.Id }, token);
            return await write.Connection.ExecuteScalarAsync<long>(write.Command("SELECT count(*) FROM answer WHERE state = 'waiting'", null, token));
        },
        ["AnswerStore.ParkAsync(Answer)"] = async (world, by, write, token) =>
        {
            await write.Connection.ExecuteAsync(write.Command("UPDATE answer SET state = 'grading', leased_until_ms = 1, attempts = 1 WHERE state = 'waiting'", null, token));
            await world.Database.Answers.ParkAsync(write, world.Waiting with { Workspace = by.Workspace.Id, Attempts = 1 }, token);
            return await write.Connection.ExecuteScalarAsync<long>(write.Command("SELECT count(*) FROM answer WHERE state = 'waiting'", null, token));
        },
        ["AnswerStore.IsGradingAsync(WorkspaceId, OccurrenceId)"] = async (world, by, write, token) =>
            await world.Database.Answers.IsGradingAsync(write, by.Workspace.Id, world.Open, token),
        ["AnswerStore.ListVerdictsAsync(WorkspaceId, OccurrenceId)"] = async (world, by, write, token) =>
            await world.Database.Answers.ListVerdictsAsync(write, by.Workspace.Id, world.Queued, token),
        ["AnswerStore.FindSameAsync(WorkspaceId, MemberId, AnswerTarget, QuestionId, String)"] = async (world, by, write, token) =>
            await world.Database.Answers.FindSameAsync(
                write, by.Workspace.Id, world.Ana.Id, new AnswerTarget.Drill(world.Queued), world.Question.Id, world.Judged.Text, token),
        ["AnswerStore.FindVerdictAsync(WorkspaceId, AnswerId)"] = async (world, by, _, token) =>
            await world.Database.Answers.FindVerdictAsync(by.Workspace.Id, world.Judged.Id, token),
        ["AnswerStore.FindCountedVerdictAsync(WorkspaceId, OccurrenceId, MemberId)"] = async (world, by, _, token) =>
            await world.Database.Answers.FindCountedVerdictAsync(by.Workspace.Id, world.Queued, world.Ana.Id, token),
        ["AnswerStore.RateAsync(WorkspaceId, MemberId, AnswerId, Verdict, DateTimeOffset)"] = async (world, by, write, token) =>
        {
            await write.Connection.ExecuteAsync(write.Command("UPDATE verdict SET model = @Model", new { Bot.Core.Grading.SelfRating.Model }, token));
            return await world.Database.Answers.RateAsync(
                write, by.Workspace.Id, world.Ana.Id, world.Judged.Id, Bot.Core.Grading.SelfRating.Of(Bot.Core.Grading.VerdictKind.Mixed), world.Database.Now, token);
        },
        ["InboxStore.MarkHandledAsync(WorkspaceId, InboxId, DateTimeOffset)"] = async (world, by, write, token) =>
            await world.Database.Inbox.MarkHandledAsync(write, by.Workspace.Id, world.Event.Id, world.Database.Now, token),
        ["InboxStore.MarkFailedAsync(WorkspaceId, InboxId, String, DateTimeOffset)"] = async (world, by, write, token) =>
            await world.Database.Inbox.MarkFailedAsync(write, by.Workspace.Id, world.Event.Id, "RF-1", world.Database.Now, token),
        ["InboxStore.FindAsync(WorkspaceId, InboxId)"] = async (world, by, _, token) =>
            await world.Database.Inbox.FindAsync(by.Workspace.Id, world.Event.Id, token),
        ["InboxStore.FindReplyAsync(WorkspaceId, InboxId)"] = async (world, by, _, token) =>
            await world.Database.Inbox.FindReplyAsync(by.Workspace.Id, world.Event.Id, token),
        ["InboxStore.RemoveAsync(WorkspaceId, InboxId)"] = async (world, by, write, token) =>
        {
            await write.Connection.ExecuteAsync(write.Command("DELETE FROM verdict; DELETE FROM points; DELETE FROM answer", null, token));
            await world.Database.Inbox.RemoveAsync(write, by.Workspace.Id, world.Event.Id, token);
            return await write.Connection.ExecuteScalarAsync<long>(write.Command(
                "SELECT count(*) = 0 FROM inbox WHERE id = @Id", new { Id = world.Event.Id.ToString() }, token));
        },
        ["DepartureStore.IsPresentAsync(WorkspaceId, MemberId)"] = async (world, by, write, token) =>
            await world.Database.Departures.IsPresentAsync(write, by.Workspace.Id, world.Ana.Id, token),
        ["DepartureStore.RemoveAsync(WorkspaceId, MemberId)"] = async (world, by, write, token) =>
        {
            await write.Connection.ExecuteAsync(write.Command("CREATE TEMP TABLE kept AS SELECT * FROM member", null, token));
            var isRemoved = await world.Database.Departures.RemoveAsync(write, by.Workspace.Id, world.Ana.Id, token);
            await write.Connection.ExecuteAsync(write.Command("INSERT OR IGNORE INTO member SELECT * FROM kept; DROP TABLE kept", null, token));
            return isRemoved;
        },
        ["DepartureStore.PromoteEldestAsync(WorkspaceId)"] = async (world, by, write, token) =>
            await world.Database.Departures.PromoteEldestAsync(write, by.Workspace.Id, token) == world.Ana.Id,
        ["Leaderboard.ReadAsync(WorkspaceId, Nullable`1, Int32, Nullable`1, Boolean)"] = async (world, by, _, token) =>
            (await world.Database.Leaderboard.ReadAsync(by.Workspace.Id, null, 10, world.Ana.Id, isPrivate: true, token)).Places,
        ["MemberStore.FindMetAsync(WorkspaceId, MemberId)"] = async (world, by, _, token) =>
            await world.Database.Members.FindMetAsync(by.Workspace.Id, world.Ana.Id, token) > DateTimeOffset.UnixEpoch,
        ["ProgressStore.ListAsync(WorkspaceId, MemberId)"] = async (world, by, _, token) =>
            await world.Database.Progress.ListAsync(by.Workspace.Id, world.Ana.Id, token),
        ["SettingsStore.FindGroupAsync(WorkspaceId)"] = async (world, by, _, token) =>
            (await world.Database.Settings.FindGroupAsync(by.Workspace.Id, token)).DefaultChannel,
        ["SettingsStore.SetGroupAsync(WorkspaceId, GroupSettings)"] = async (world, by, write, token) =>
        {
            await world.Database.Settings.SetGroupAsync(write, by.Workspace.Id, World.Group with { Zone = "Asia/Tokyo" }, token);
            return null;
        },
        ["SettingsStore.FindMemberAsync(WorkspaceId, MemberId)"] = async (world, by, _, token) =>
            (await world.Database.Settings.FindMemberAsync(by.Workspace.Id, world.Ana.Id, token)).Zone,
        ["SettingsStore.SetMemberAsync(WorkspaceId, MemberId, MemberSettings)"] = async (world, by, write, token) =>
        {
            await world.Database.Settings.SetMemberAsync(write, by.Workspace.Id, world.Ana.Id, new MemberSettings(null, ShowsOnBoards: false), token);
            return null;
        },
        ["SettingsStore.ListHiddenAsync(WorkspaceId)"] = async (world, by, write, token) =>
        {
            await write.Connection.ExecuteAsync(write.Command("UPDATE member SET shows_on_boards = 0", null, token));
            return (await world.Database.Settings.ListHiddenAsync(write, by.Workspace.Id, token)).Contains(world.Ana.Id);
        },
        ["SettingsStore.SetOrganiserAsync(WorkspaceId, MemberId, Boolean, Boolean)"] = async (world, by, write, token) =>
            await world.Database.Settings.SetOrganiserAsync(write, by.Workspace.Id, world.Ana.Id, isOrganiser: true, lastMayGo: true, token),
        ["SettingsStore.MarkNoticedAsync(WorkspaceId, MemberId, Int32)"] = async (world, by, write, token) =>
            await world.Database.Settings.MarkNoticedAsync(write, by.Workspace.Id, world.Ana.Id, 7, token),
        ["MemberStore.MeetMemberAsync(WorkspaceId, String, String, Boolean, DateTimeOffset)"] = async (world, by, write, token) =>
        {
            var met = await world.Database.Members.MeetMemberAsync(write, by.Workspace.Id, "U1", "Somebody else", firstIsOrganiser: false, world.Database.Now, token);
            return met.Id == world.Ana.Id;
        },
        ["MemberStore.FindMemberAsync(WorkspaceId, String)"] = async (world, by, _, token) =>
            await world.Database.Members.FindMemberAsync(by.Workspace.Id, "U1", token) is { } found && found.Id == world.Ana.Id,
        ["MemberStore.FindMemberAsync(WorkspaceId, MemberId)"] = async (world, by, _, token) =>
            await world.Database.Members.FindMemberAsync(by.Workspace.Id, world.Ana.Id, token),
        ["MemberStore.ListMembersAsync(WorkspaceId)"] = async (world, by, _, token) =>
            (await world.Database.Members.ListMembersAsync(by.Workspace.Id, token)).Where(member => member.Id == world.Ana.Id).ToList(),
        ["MemberStore.ListOrganisersAsync(WorkspaceId)"] = async (world, by, write, token) =>
        {
            await write.Connection.ExecuteAsync(write.Command("UPDATE member SET is_organiser = 1", null, token));
            return (await world.Database.Members.ListOrganisersAsync(write, by.Workspace.Id, token)).Where(member => member == world.Ana.Id).ToList();
        },
        ["MemberStore.FindWorkspaceAsync(WorkspaceId)"] = async (world, by, _, token) =>
            await world.Database.Members.FindWorkspaceAsync(by.Workspace.Id, token) == world.Own,
        ["OccurrenceStore.OpenAsync(WorkspaceId, OccurrenceId, DateTimeOffset)"] = async (world, by, write, token) =>
        {
            await world.Database.Occurrences.OpenAsync(write, by.Workspace.Id, world.Queued, world.Database.Now, token);
            return null;
        },
        ["OccurrenceStore.CloseAsync(WorkspaceId, OccurrenceId, DateTimeOffset)"] = async (world, by, write, token) =>
            await world.Database.Occurrences.CloseAsync(write, by.Workspace.Id, world.Open, world.Database.Now, token),
        ["OccurrenceStore.SetRevealAsync(WorkspaceId, OccurrenceId, OutboxId)"] = async (world, by, write, token) =>
        {
            await world.Database.Occurrences.SetRevealAsync(write, by.Workspace.Id, world.Closed, world.Post, token);
            return null;
        },
        ["OccurrenceStore.RevealAsync(WorkspaceId, OccurrenceId, DateTimeOffset)"] = async (world, by, write, token) =>
        {
            await world.Database.Occurrences.RevealAsync(write, by.Workspace.Id, world.Closed, world.Database.Now, token);
            return null;
        },
        ["OccurrenceStore.AbandonAsync(WorkspaceId, OccurrenceId, String)"] = async (world, by, write, token) =>
        {
            await world.Database.Occurrences.AbandonAsync(write, by.Workspace.Id, world.Queued, "why", token);
            return null;
        },
        ["OccurrenceStore.FindAsync(WriteTransaction, WorkspaceId, OccurrenceId)"] = async (world, by, write, token) =>
            await world.Database.Occurrences.FindAsync(write, by.Workspace.Id, world.Queued, token),
        ["OccurrenceStore.FindAsync(WorkspaceId, OccurrenceId)"] = async (world, by, _, token) =>
            await world.Database.Occurrences.FindAsync(by.Workspace.Id, world.Queued, token),
        ["OccurrenceStore.FindRunningAsync(WorkspaceId, String, DateTimeOffset)"] = async (world, by, _, token) =>
            await world.Database.Occurrences.FindRunningAsync(by.Workspace.Id, "C1", world.Database.Now, token),
        ["OccurrenceStore.CountAskedAsync(WorkspaceId, String)"] = async (world, by, _, token) =>
            await world.Database.Occurrences.CountAskedAsync(by.Workspace.Id, "C1", token),
        ["OccurrenceStore.IsOnRecordAsync(Schedule, PlannedFire)"] = async (world, by, write, token) =>
            await world.Database.Occurrences.IsOnRecordAsync(write, world.Schedule with { Workspace = by.Workspace.Id }, world.Fire(21), token),
        ["RoundStore.FindAsync(WriteTransaction, WorkspaceId, OccurrenceId)"] = async (world, by, write, token) =>
            await world.Database.Rounds.FindAsync(write, by.Workspace.Id, world.Round, token),
        ["RoundStore.FindAsync(WorkspaceId, OccurrenceId)"] = async (world, by, _, token) =>
            await world.Database.Rounds.FindAsync(by.Workspace.Id, world.Round, token),
        ["RoundStore.FindRunningAsync(WorkspaceId, String)"] = async (world, by, write, token) =>
            await world.Database.Rounds.FindRunningAsync(write, by.Workspace.Id, "C1", token),
        ["RoundStore.QueueAsync(WorkspaceId, OccurrenceId, Int32, OutboxId)"] = async (world, by, write, token) =>
        {
            await world.Database.Rounds.QueueAsync(write, by.Workspace.Id, world.Round, 0, world.Post, token);
            return null;
        },
        ["RoundStore.OpenAsync(WorkspaceId, OccurrenceId, Int32, DateTimeOffset)"] = async (world, by, write, token) =>
        {
            await world.Database.Rounds.QueueAsync(write, world.Own.Id, world.Round, 0, world.Post, token);
            await world.Database.Rounds.OpenAsync(write, by.Workspace.Id, world.Round, 0, world.Database.Now, token);
            return (await world.Database.Rounds.FindAsync(write, world.Own.Id, world.Round, token))!.Questions[0].OpenedAt is not null;
        },
        ["RoundStore.CloseAsync(WorkspaceId, OccurrenceId, Int32, DateTimeOffset)"] = async (world, by, write, token) =>
        {
            await OpenRoundAsync(world, write, token);
            await world.Database.Rounds.CloseAsync(write, by.Workspace.Id, world.Round, 0, world.Database.Now, token);
            return await StateOfRoundAsync(world, write, token) is RoundQuestionState.Closed;
        },
        ["RoundStore.SetResultAsync(WorkspaceId, OccurrenceId, Int32, OutboxId)"] = async (world, by, write, token) =>
        {
            await OpenRoundAsync(world, write, token);
            await world.Database.Rounds.CloseAsync(write, world.Own.Id, world.Round, 0, world.Database.Now, token);
            await world.Database.Rounds.SetResultAsync(write, by.Workspace.Id, world.Round, 0, world.Post, token);
            return (await world.Database.Rounds.FindAsync(write, world.Own.Id, world.Round, token))!.Questions[0].IsResultQueued;
        },
        ["RoundStore.RevealAsync(WorkspaceId, OccurrenceId, Int32)"] = async (world, by, write, token) =>
        {
            await OpenRoundAsync(world, write, token);
            await world.Database.Rounds.CloseAsync(write, world.Own.Id, world.Round, 0, world.Database.Now, token);
            await world.Database.Rounds.SetResultAsync(write, world.Own.Id, world.Round, 0, world.Post, token);
            await world.Database.Rounds.RevealAsync(write, by.Workspace.Id, world.Round, 0, token);
            return await StateOfRoundAsync(world, write, token) is RoundQuestionState.Revealed;
        },
        ["RoundStore.CancelAsync(WorkspaceId, OccurrenceId, Int32, String)"] = async (world, by, write, token) =>
        {
            await world.Database.Rounds.CancelAsync(write, by.Workspace.Id, world.Round, 0, "why", token);
            return null;
        },
        ["AnswerStore.ListCountedAsync(WorkspaceId, OccurrenceId)"] = async (world, by, write, token) =>
            await world.Database.Answers.ListCountedAsync(write, by.Workspace.Id, world.Queued, token),
        ["InboxStore.IsBehindAsync(WorkspaceId, DateTimeOffset)"] = async (world, by, write, token) =>
        {
            await write.Connection.ExecuteAsync(write.Command(
                "UPDATE inbox SET state = 'handled', settled_at_ms = 1 WHERE workspace_id <> @Own", new { Own = world.Own.Id.ToString() }, token));
            return await world.Database.Inbox.IsBehindAsync(write, by.Workspace.Id, world.Database.Now.AddDays(1), token);
        },
        ["OutboxStore.WithdrawAsync(WorkspaceId, String, String)"] = async (world, by, write, token) =>
        {
            await write.Connection.ExecuteAsync(write.Command("UPDATE outbox SET subject = 'drill:1'", null, token));
            await world.Database.Outbox.WithdrawAsync(write, by.Workspace.Id, "drill:1", "why", token);
            return await write.Connection.ExecuteScalarAsync<long>(write.Command("SELECT count(*) FROM outbox WHERE state = 'abandoned'", null, token));
        },
        ["OutboxStore.DeliverOnContactAsync(InboxEntry)"] = async (world, by, write, token) =>
        {
            await write.Connection.ExecuteAsync(write.Command(
                "UPDATE outbox SET channel = NULL, member_id = @Ana, awaits_contact = 1", new { Ana = world.Ana.Id.ToString() }, token));
            await world.Database.Outbox.DeliverOnContactAsync(write, by with { Member = world.Ana }, token);
            return await write.Connection.ExecuteScalarAsync<long>(write.Command("SELECT count(*) FROM outbox WHERE awaits_contact = 0", null, token));
        },
        ["OutboxStore.RemoveRepliesAsync(WorkspaceId, InboxId)"] = async (world, by, write, token) =>
        {
            await world.Database.Outbox.QueueAsync(write, world.Own.Id, OutboxPost.Reply(world.Event, new MessageView { Text = "Hi" }), token);
            await world.Database.Outbox.RemoveRepliesAsync(write, by.Workspace.Id, world.Event.Id, token);
            return await write.Connection.ExecuteScalarAsync<long>(write.Command("SELECT count(*) = 0 FROM outbox WHERE inbox_id IS NOT NULL", null, token));
        },
        ["OutboxStore.FindMessageAsync(WorkspaceId, PostKey)"] = async (world, by, _, token) =>
            await world.Database.Outbox.FindMessageAsync(by.Workspace.Id, PostKey.From(world.Post.Value), token),
        ["OutboxStore.MarkPostedAsync(OutboxEntry, PostReceipt)"] = async (world, by, write, token) =>
            await world.Database.Outbox.MarkPostedAsync(write, await DueAsync(world, by, token), new PostReceipt("m1", world.Database.Now), token),
        ["OutboxStore.MarkGivenUpAsync(OutboxEntry, Boolean, String)"] = async (world, by, write, token) =>
            await world.Database.Outbox.MarkGivenUpAsync(write, await DueAsync(world, by, token), outcomeIsKnown: true, "why", token),
        ["OutboxStore.PostponeAsync(OutboxEntry, DateTimeOffset, Boolean)"] = async (world, by, write, token) =>
        {
            await world.Database.Outbox.PostponeAsync(write, await DueAsync(world, by, token), world.Database.Now.AddDays(1), notThere: true, token);
            return null;
        },
        ["OutboxStore.AwaitContactAsync(OutboxEntry)"] = async (world, by, write, token) =>
        {
            await write.Connection.ExecuteAsync(write.Command("UPDATE outbox SET channel = NULL, member_id = @Ana", new { Ana = world.Ana.Id.ToString() }, token));
            await world.Database.Outbox.AwaitContactAsync(write, await DueAsync(world, by, token), token);
            return await write.Connection.ExecuteScalarAsync<long>(write.Command("SELECT count(*) FROM outbox WHERE awaits_contact = 1", null, token));
        },
        ["OutboxStore.MarkSendingAsync(OutboxEntry)"] = async (world, by, write, token) =>
        {
            await world.Database.Outbox.MarkSendingAsync(write, await DueAsync(world, by, token), token);
            return null;
        },
        ["OutboxStore.TakeSendingBackAsync(OutboxEntry)"] = async (world, by, write, token) =>
        {
            var due = await DueAsync(world, by, token);
            await world.Database.Outbox.MarkSendingAsync(write, due with { Workspace = world.Own.Id }, token);
            await world.Database.Outbox.TakeSendingBackAsync(write, due, token);
            return await write.Connection.ExecuteScalarAsync<long>(write.Command(
                "SELECT count(*) FROM outbox WHERE id = @Id AND unknown_outcomes = 0", new { Id = due.Id.ToString() }, token));
        },
        ["QuestionStore.LoadAsync(Nullable`1, PackDraft)"] = async (world, by, write, token) =>
        {
            var load = await world.Database.Questions.LoadAsync(write, by.Workspace.Id, GivenPacks.Pack("own"), token);
            return load.Retired;
        },
        ["QuestionStore.FindPackAsync(Nullable`1, PackName, Boolean)"] = async (world, by, _, token) =>
            await world.Database.Questions.FindPackAsync(by.Workspace.Id, PackName.Parse("own"), true, token),
        ["QuestionStore.ListPacksAsync(Nullable`1)"] = async (world, by, _, token) =>
            await world.Database.Questions.ListPacksAsync(by.Workspace.Id, token),
        ["QuestionStore.ListAsync(WorkspaceId, QuestionFilter, Boolean)"] = async (world, by, _, token) =>
            await world.Database.Questions.ListAsync(by.Workspace.Id, QuestionFilter.Everything, true, token),
        ["QuestionStore.FindAsync(WorkspaceId, QuestionId)"] = async (world, by, _, token) =>
            await world.Database.Questions.FindAsync(by.Workspace.Id, world.Question.Id, token),
        ["QuestionStore.FindAsync(WorkspaceId, RevisionId)"] = async (world, by, _, token) =>
            await world.Database.Questions.FindAsync(by.Workspace.Id, world.Question.Current.Id, token),
        ["QuestionStore.FindAsync(WorkspaceId, QuestionKey)"] = async (world, by, _, token) =>
            await world.Database.Questions.FindAsync(by.Workspace.Id, world.Question.Key, token),
        ["QuizStore.FindAsync(WorkspaceId, QuizId)"] = async (world, by, _, token) =>
            await world.Database.Quizzes.FindAsync(by.Workspace.Id, world.Quiz, token),
        ["QuizStore.FindLatestAsync(WorkspaceId, MemberId)"] = async (world, by, _, token) =>
            await world.Database.Quizzes.FindLatestAsync(by.Workspace.Id, world.Ana.Id, token),
        ["QuizStore.CountAskedAsync(WorkspaceId, MemberId)"] = async (world, by, _, token) =>
            await world.Database.Quizzes.CountAskedAsync(by.Workspace.Id, world.Ana.Id, token),
        ["PackChangeStore.FindAsync(WorkspaceId, PackChangeId)"] = async (world, by, write, token) =>
            await world.Database.PackChanges.FindAsync(write, by.Workspace.Id, await ChangeAsync(world, write, token), token),
        ["PackChangeStore.MarkUndoneAsync(WorkspaceId, PackChangeId, DateTimeOffset)"] = async (world, by, write, token) =>
        {
            var change = await ChangeAsync(world, write, token);
            await world.Database.PackChanges.MarkUndoneAsync(write, by.Workspace.Id, change, world.Database.Now, token);
            return (await world.Database.PackChanges.FindAsync(write, world.Own.Id, change, token))!.IsUndone;
        },
        ["QuestionAnalysisStore.ListAsync(WorkspaceId)"] = async (world, by, _, token) =>
            await new QuestionAnalysisStore(world.Database.Source).ListAsync(by.Workspace.Id, token),
        ["MissStore.ListAsync(WorkspaceId, MemberId, Int32)"] = async (world, by, _, token) =>
            await new MissStore(world.Database.Source).ListAsync(by.Workspace.Id, world.Ana.Id, 9, token),
        ["TwinStore.ListAsync(Nullable`1)"] = async (world, by, _, token) =>
            await world.Database.Twins.ListAsync(by.Workspace.Id, token),
        ["TwinStore.FindAsync(Nullable`1, TwinId)"] = async (world, by, write, token) =>
            await world.Database.Twins.FindAsync(write, by.Workspace.Id, world.Twin, token),
        ["TwinStore.MarkUndoneAsync(Nullable`1, TwinId, DateTimeOffset)"] = async (world, by, write, token) =>
        {
            await world.Database.Twins.MarkUndoneAsync(write, by.Workspace.Id, world.Twin, world.Database.Now, token);
            return (await world.Database.Twins.FindAsync(write, world.Own.Id, world.Twin, token))!.IsUndone;
        },
        ["AttachedFileStore.FindAsync(WorkspaceId, MemberId, AttachedFileId)"] = async (world, by, _, token) =>
            await world.Database.Files.FindAsync(by.Workspace.Id, world.Ana.Id, world.File, token),
        ["ScheduleStore.SetStateAsync(WorkspaceId, ScheduleId, ScheduleState, DateTimeOffset)"] = async (world, by, write, token) =>
            await world.Database.Schedules.SetStateAsync(write, by.Workspace.Id, world.Schedule.Id, ScheduleState.Removed, world.Database.Now, token),
        ["ScheduleStore.ConsiderAsync(Schedule, DateTimeOffset)"] = async (world, by, write, token) =>
            await world.Database.Schedules.ConsiderAsync(write, world.Schedule with { Workspace = by.Workspace.Id }, world.Database.Now.AddHours(1), token),
        ["ScheduleStore.ListAsync(WorkspaceId)"] = async (world, by, _, token) =>
            await world.Database.Schedules.ListAsync(by.Workspace.Id, token),
        ["ScheduleStore.FindAsync(WorkspaceId, ScheduleId)"] = async (world, by, _, token) =>
            await world.Database.Schedules.FindAsync(by.Workspace.Id, world.Schedule.Id, token),
        ["OpenQuestions.FindAsync(WorkspaceId, Nullable`1, String, DateTimeOffset)"] = async (world, by, _, token) =>
            await new OpenQuestions(world.Database.Source).FindAsync(by.Workspace.Id, world.Ana.Id, "C1", world.Database.Now, token),
    };

    /// <summary>Methods that add a row to the workspace that they are given, and look at no other row.</summary>
    private static readonly string[] Adding =
    [
        "AnswerStore.AddAsync(Answer)",
        "AnswerStore.SettleAsync(Answer, Verdict, AnswerState, DateTimeOffset)",
        "AttachedFileStore.AddAsync(WorkspaceId, MemberId, AttachedFileId, KeptFile, DateTimeOffset)",
        "DepartureStore.FindFormerAsync(WorkspaceId, DateTimeOffset)",
        "OccurrenceStore.AddAsync(OccurrenceId, Schedule, PlannedFire, DateTimeOffset, DateTimeOffset, Question, OutboxId)",
        "OccurrenceStore.AddRoundAsync(RoundStart, DateTimeOffset, OutboxId)",
        "OccurrenceStore.SkipAsync(Schedule, PlannedFire, DateTimeOffset, String)",
        "OutboxStore.QueueAsync(WorkspaceId, OutboxPost)",
        "PackChangeStore.AddAsync(WorkspaceId, PackName, String, DateTimeOffset)",
        "PointsLedger.AwardAsync(WorkspaceId, AnswerId, MemberId, Int32, DateTimeOffset)",
        "TwinStore.AddAsync(Nullable`1, QuestionId, QuestionId, TwinMerge, DateTimeOffset)",
        "RoundStore.AddQuestionsAsync(WorkspaceId, OccurrenceId, IReadOnlyList`1)",
        "QuizStore.AddAsync(WorkspaceId, MemberId, String, Question, DateTimeOffset)",
        "ScheduleStore.AddAsync(Schedule, DateTimeOffset)",
    ];

    public static TheoryData<string> Methods => [.. Attempts.Keys];

    [Fact]
    public void Every_method_of_a_store_takes_a_workspace_or_has_a_reason()
    {
        var found = StoreMethods().ToDictionary(Describe, TakesWorkspace);

        Assert.Equal([], found.Where(method => !method.Value && !OfAllWorkspaces.ContainsKey(method.Key)).Select(method => method.Key));
        Assert.Equal([], OfAllWorkspaces.Keys.Where(key => !found.TryGetValue(key, out var takes) || takes));
    }

    [Fact]
    public void Every_method_that_takes_a_workspace_is_tried_by_a_stranger()
    {
        var found = StoreMethods().Where(TakesWorkspace).Select(Describe).ToHashSet();

        Assert.Equal([], found.Except(Attempts.Keys).Except(Adding).Order(StringComparer.Ordinal));
        Assert.Equal([], Attempts.Keys.Concat(Adding).Except(found).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_stranger_gets_nothing_and_changes_nothing(string method)
    {
        await using var world = await World.BeginAsync();

        Assert.Equal((false, false), await TryAsync(world, method, world.StrangersEvent));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task The_owner_gets_or_changes_something(string method)
    {
        await using var world = await World.BeginAsync();

        Assert.NotEqual((false, false), await TryAsync(world, method, world.Event));
    }

    /// <summary>Tells whether a call gave something back, and whether it changed rows of the world's own workspace.</summary>
    private static async Task<(bool Got, bool Changed)> TryAsync(World world, string method, InboxEntry by) =>
        await world.Database.WriteAsync(async (write, token) =>
        {
            var before = Dump(world, write);
            var got = await Attempts[method](world, by, write, token);
            var prepared = method is "AnswerStore.ReleaseAsync(Answer)" or "AnswerStore.ParkAsync(Answer)" or "MemberStore.ListOrganisersAsync(WorkspaceId)"
                or "OutboxStore.DeliverOnContactAsync(InboxEntry)" or "OutboxStore.AwaitContactAsync(OutboxEntry)"
                or "OutboxStore.TakeSendingBackAsync(OutboxEntry)" or "OutboxStore.RemoveRepliesAsync(WorkspaceId, InboxId)"
                or "InboxStore.RemoveAsync(WorkspaceId, InboxId)" or "SettingsStore.ListHiddenAsync(WorkspaceId)"
                or "OutboxStore.WithdrawAsync(WorkspaceId, String, String)" || method.StartsWith("PackChangeStore.", StringComparison.Ordinal)
                || method is "AnswerStore.RateAsync(WorkspaceId, MemberId, AnswerId, Verdict, DateTimeOffset)"
                || method.StartsWith("RoundStore.", StringComparison.Ordinal) && got is bool;
            return (IsSomething(got), !prepared && !before.SequenceEqual(Dump(world, write)));
        });

    private static Task<PackChangeId> ChangeAsync(World world, WriteTransaction write, CancellationToken token) =>
        world.Database.PackChanges.AddAsync(write, world.Own.Id, PackName.Parse("own"), before: null, world.Database.Now, token);

    private static async Task OpenRoundAsync(World world, WriteTransaction write, CancellationToken token)
    {
        await world.Database.Rounds.QueueAsync(write, world.Own.Id, world.Round, 0, world.Post, token);
        await world.Database.Rounds.OpenAsync(write, world.Own.Id, world.Round, 0, world.Database.Now, token);
    }

    private static async Task<RoundQuestionState> StateOfRoundAsync(World world, WriteTransaction write, CancellationToken token) =>
        (await world.Database.Rounds.FindAsync(write, world.Own.Id, world.Round, token))!.Questions[0].State;

    private static async Task<OutboxEntry> DueAsync(World world, InboxEntry by, CancellationToken token) =>
        Assert.Single(await world.Database.Outbox.ListDueAsync(world.Database.Now, 10, token)) with { Workspace = by.Workspace.Id };

    private static IReadOnlyList<string> Dump(World world, WriteTransaction write) =>
    [
        .. SampleRows.Snapshot((Microsoft.Data.Sqlite.SqliteConnection)write.Connection)
            .Where(row => row.Contains($"workspace_id={world.Own.Id}", StringComparison.Ordinal)),
    ];

    private static bool IsSomething(object? got) => got switch
    {
        null => false,
        bool truth => truth,
        int number => number != 0,
        long number => number != 0,
        IEnumerable many => many.Cast<object>().Any(),
        _ => true,
    };

    private static IEnumerable<MethodInfo> StoreMethods() =>
        from type in typeof(QuestionStore).Assembly.GetTypes()
        where type.Name.EndsWith("Store", StringComparison.Ordinal) || type == typeof(Leaderboard) || type == typeof(PointsLedger) || type == typeof(OpenQuestions)
        from method in type.GetMethods(Declared)
        where typeof(Task).IsAssignableFrom(method.ReturnType) && (method.IsPublic || method.IsAssembly)
        select method;

    private static bool TakesWorkspace(MethodInfo method) => method.GetParameters().Any(parameter =>
        (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType) == typeof(WorkspaceId)
        || parameter.ParameterType.GetProperty("Workspace")?.PropertyType is { } type && (type == typeof(WorkspaceId) || type == typeof(Workspace)));

    private static string Describe(MethodInfo method)
    {
        var isOverload = method.DeclaringType!.GetMethods(Declared).Count(other =>
            other.Name == method.Name && Types(other).SequenceEqual(Types(method))) > 1;
        var types = method.GetParameters().Select(parameter => parameter.ParameterType)
            .Where(type => type != typeof(CancellationToken) && (isOverload || type != typeof(WriteTransaction)))
            .Select(type => type.Name);
        return $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", types)})";
    }

    private static IEnumerable<Type> Types(MethodInfo method) => method.GetParameters().Select(parameter => parameter.ParameterType)
        .Where(type => type != typeof(CancellationToken) && type != typeof(WriteTransaction));
}
