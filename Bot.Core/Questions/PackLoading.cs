using Bot.Core.Storage;
using Dapper;

namespace Bot.Core.Questions;

/// <summary>One loading of a pack, inside its transaction.</summary>
internal sealed class PackLoading(WriteTransaction write, string? owner, IdSource ids, long nowMs)
{
    public async Task<PackLoad> RunAsync(PackDraft pack, CancellationToken cancellationToken)
    {
        RefuseSharedKeys(pack);
        var packId = await StorePackAsync(pack.Info, cancellationToken);
        var before = await ListQuestionsAsync(packId, cancellationToken);
        var keys = await ListKeysAsync(cancellationToken);
        var seen = new HashSet<string>();
        var (added, revised, updated, unchanged) = (0, 0, 0, 0);
        for (var position = 0; position < pack.Questions.Length; position++)
        {
            var draft = pack.Questions[position];
            var columns = new Columns(draft, position);
            var id = Recognise(draft, keys, before);
            if (id is null)
            {
                await AddAsync(packId, columns, draft, cancellationToken);
                added++;
                continue;
            }

            if (!seen.Add(id))
            {
                throw new PackConflictException($"\"{draft.Key}\" is, by a former key, the same question as another one of the pack. Give each former key to one question only.");
            }

            var stored = before[id];
            await RenameAsync(id, stored, draft, keys, cancellationToken);
            if (stored.Stem != draft.Stem || stored.Rubric != columns.Rubric)
            {
                await ReviseAsync(id, stored.RevisionNumber + 1, columns, draft, cancellationToken);
                revised++;
            }
            else if (stored.Has(columns) && stored.Key == draft.Key.ToString())
            {
                unchanged++;
            }
            else
            {
                updated++;
            }

            if (!stored.Has(columns))
            {
                await UpdateAsync(id, columns, cancellationToken);
            }
        }

        var gone = before.Values.Where(row => row.RetiredAtMs is null && !seen.Contains(row.Id)).Select(row => row.Id).ToList();
        foreach (var id in gone)
        {
            await write.Connection.ExecuteAsync(write.Command(
                "UPDATE question SET retired_at_ms = @NowMs WHERE id = @Id", new { Id = id, NowMs = nowMs }, cancellationToken));
        }

        if (added + revised + updated + gone.Count > 0)
        {
            await write.Connection.ExecuteAsync(write.Command("UPDATE pack SET loaded_at_ms = @NowMs WHERE id = @Id", new { Id = packId, NowMs = nowMs }, cancellationToken));
        }

        return new PackLoad(added, revised, updated, unchanged, gone.Count);
    }

    private static IEnumerable<QuestionKey> KeysOf(QuestionDraft draft) => draft.FormerKeys.Prepend(draft.Key).Distinct();

    private static void RefuseSharedKeys(PackDraft pack)
    {
        if (pack.Questions.SelectMany(KeysOf).CountBy(key => key).FirstOrDefault(pair => pair.Value > 1) is { Key: { } shared })
        {
            throw new PackConflictException($"\"{shared}\" is the key or a former key of two questions of the pack. Give each key to one question only.");
        }
    }

    private static string? Recognise(QuestionDraft draft, Dictionary<string, string> keys, Dictionary<string, Row> before)
    {
        var found = KeysOf(draft)
            .Where(key => keys.ContainsKey(key.ToString()))
            .Select(key => (Key: key, Id: keys[key.ToString()]))
            .DistinctBy(pair => pair.Id)
            .ToList();
        return found switch
        {
            [] => null,
            [var one] when before.ContainsKey(one.Id) => one.Id,
            [var one] => throw new PackConflictException($"The key \"{one.Key}\" belongs to a question of another pack. Keys are never reused: choose another."),
            _ => throw new PackConflictException(
                $"\"{draft.Key}\" claims to be several questions: {string.Join(", ", found.Select(pair => pair.Key))} are different ones. Take the keys of the others out of formerKeys."),
        };
    }

    private async Task<string> StorePackAsync(PackInfo info, CancellationToken cancellationToken)
    {
        await write.Connection.ExecuteAsync(write.Command(
            """
            INSERT INTO pack (id, workspace_id, name, info, loaded_at_ms)
            VALUES (@Id, @Owner, @Name, @Info, @NowMs)
            ON CONFLICT (ifnull(workspace_id, ''), name) DO UPDATE SET info = excluded.info, loaded_at_ms = excluded.loaded_at_ms
            WHERE info <> excluded.info
            """,
            new { Id = ids.Next().ToString(), Owner = owner, Name = info.Name.Value, Info = Json.Write(StoredPackInfo.From(info)), NowMs = nowMs },
            cancellationToken));
        return await write.Connection.QuerySingleAsync<string>(write.Command(
            "SELECT id FROM pack WHERE workspace_id IS @Owner AND name = @Name", new { Owner = owner, Name = info.Name.Value }, cancellationToken));
    }

    private async Task<Dictionary<string, Row>> ListQuestionsAsync(string packId, CancellationToken cancellationToken)
    {
        var rows = await write.Connection.QueryAsync<Row>(write.Command(
            """
            SELECT q.id AS Id, k.key AS Key, q.position AS Position, q.level_written AS LevelWritten, q.level AS Level, q.kind AS Kind,
                   q.frequency AS Frequency, q.topic AS Topic, q.material AS Material, q.retired_at_ms AS RetiredAtMs,
                   r.number AS RevisionNumber, r.stem AS Stem, r.rubric AS Rubric
            FROM question q
            JOIN question_key k ON k.question_id = q.id AND k.is_current = 1
            JOIN question_revision r ON r.id = q.current_revision_id
            WHERE q.pack_id = @Pack
            """,
            new { Pack = packId },
            cancellationToken));
        return rows.ToDictionary(row => row.Id);
    }

    private async Task<Dictionary<string, string>> ListKeysAsync(CancellationToken cancellationToken)
    {
        var rows = await write.Connection.QueryAsync<KeyRow>(write.Command(
            "SELECT key AS Key, question_id AS QuestionId FROM question_key WHERE workspace_id IS @Owner", new { Owner = owner }, cancellationToken));
        return rows.ToDictionary(row => row.Key, row => row.QuestionId);
    }

    private async Task AddAsync(string packId, Columns columns, QuestionDraft draft, CancellationToken cancellationToken)
    {
        var id = ids.Next().ToString();
        var revision = ids.Next().ToString();
        await write.Connection.ExecuteAsync(write.Command(
            """
            INSERT INTO question (
                id, workspace_id, pack_id, position, current_revision_id, level_written, level, kind, frequency,
                topic, material, added_at_ms, is_gradable)
            VALUES (
                @Id, @Owner, @Pack, @Position, @Revision, @LevelWritten, @Level, @Kind, @Frequency,
                @Topic, @Material, @NowMs, @IsGradable)
            """,
            new
            {
                Id = id,
                Owner = owner,
                Pack = packId,
                columns.Position,
                Revision = revision,
                columns.LevelWritten,
                columns.Level,
                columns.Kind,
                columns.Frequency,
                columns.Topic,
                columns.Material,
                NowMs = nowMs,
                columns.IsGradable,
            },
            cancellationToken));
        await AddRevisionAsync(revision, id, 1, columns, draft, cancellationToken);
        foreach (var key in KeysOf(draft))
        {
            await AddKeyAsync(id, key, isCurrent: key == draft.Key, cancellationToken);
        }
    }

    private async Task RenameAsync(string id, Row stored, QuestionDraft draft, Dictionary<string, string> keys, CancellationToken cancellationToken)
    {
        foreach (var key in KeysOf(draft).Where(key => !keys.ContainsKey(key.ToString())))
        {
            await AddKeyAsync(id, key, isCurrent: false, cancellationToken);
        }

        if (stored.Key == draft.Key.ToString())
        {
            return;
        }

        await write.Connection.ExecuteAsync(write.Command(
            "UPDATE question_key SET is_current = 0 WHERE question_id = @Id AND is_current = 1 AND key <> @Key",
            new { Id = id, Key = draft.Key.ToString() },
            cancellationToken));
        await write.Connection.ExecuteAsync(write.Command(
            "UPDATE question_key SET is_current = 1 WHERE question_id = @Id AND is_current = 0 AND key = @Key",
            new { Id = id, Key = draft.Key.ToString() },
            cancellationToken));
    }

    private async Task ReviseAsync(string id, long number, Columns columns, QuestionDraft draft, CancellationToken cancellationToken)
    {
        var revision = ids.Next().ToString();
        await AddRevisionAsync(revision, id, number, columns, draft, cancellationToken);
        await write.Connection.ExecuteAsync(write.Command(
            "UPDATE question SET current_revision_id = @Revision, is_gradable = @IsGradable WHERE id = @Id",
            new { Id = id, Revision = revision, columns.IsGradable },
            cancellationToken));
    }

    private Task UpdateAsync(string id, Columns columns, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            """
            UPDATE question
            SET position = @Position, level_written = @LevelWritten, level = @Level, kind = @Kind, frequency = @Frequency,
                topic = @Topic, material = @Material, retired_at_ms = NULL
            WHERE id = @Id
            """,
            new
            {
                Id = id,
                columns.Position,
                columns.LevelWritten,
                columns.Level,
                columns.Kind,
                columns.Frequency,
                columns.Topic,
                columns.Material,
            },
            cancellationToken));

    private Task AddRevisionAsync(string revision, string id, long number, Columns columns, QuestionDraft draft, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            """
            INSERT INTO question_revision (id, workspace_id, question_id, number, stem, rubric, created_at_ms)
            VALUES (@Revision, @Owner, @Id, @Number, @Stem, @Rubric, @NowMs)
            """,
            new { Revision = revision, Owner = owner, Id = id, Number = number, draft.Stem, columns.Rubric, NowMs = nowMs },
            cancellationToken));

    private Task AddKeyAsync(string id, QuestionKey key, bool isCurrent, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            "INSERT INTO question_key (key, workspace_id, question_id, is_current, since_at_ms) VALUES (@Key, @Owner, @Id, @IsCurrent, @NowMs)",
            new { Key = key.ToString(), Owner = owner, Id = id, IsCurrent = isCurrent, NowMs = nowMs },
            cancellationToken));

    private sealed record Columns(QuestionDraft Draft, int At)
    {
        public long Position => At;

        public string? LevelWritten => Draft.Level?.Written;

        public string? Level => Draft.Level is { } level ? Words.Of(level.Level) : null;

        public string? Kind => Draft.Kind is { } kind ? Words.Of(kind) : null;

        public string? Frequency => Draft.Frequency is { } frequency ? Words.Of(frequency) : null;

        public string Topic { get; } = Json.Write(Draft.Topic);

        public string Material { get; } = Json.Write(Draft.Material);

        public string Rubric { get; } = Json.Write(Draft.Rubric);

        public bool IsGradable => Draft.Rubric.CanBeGraded;
    }

    private sealed record KeyRow
    {
        public string Key { get; init; } = "";

        public string QuestionId { get; init; } = "";
    }

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Key { get; init; } = "";

        public long Position { get; init; }

        public string? LevelWritten { get; init; }

        public string? Level { get; init; }

        public string? Kind { get; init; }

        public string? Frequency { get; init; }

        public string Topic { get; init; } = "";

        public string Material { get; init; } = "";

        public long? RetiredAtMs { get; init; }

        public long RevisionNumber { get; init; }

        public string Stem { get; init; } = "";

        public string Rubric { get; init; } = "";

        public bool Has(Columns columns) =>
            RetiredAtMs is null
            && (Position, LevelWritten, Level, Kind) == (columns.Position, columns.LevelWritten, columns.Level, columns.Kind)
            && (Frequency, Topic, Material) == (columns.Frequency, columns.Topic, columns.Material);
    }
}
