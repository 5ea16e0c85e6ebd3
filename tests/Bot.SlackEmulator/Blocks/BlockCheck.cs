using System.Text.Json.Nodes;

namespace Bot.SlackEmulation.Blocks;

/// <summary>Checks blocks as Slack does. https://docs.slack.dev/reference/block-kit/blocks</summary>
internal sealed class BlockCheck
{
    private readonly CheckList _check;
    private readonly CompositionCheck _compose;
    private readonly ElementCheck _elements;
    private readonly Func<string, bool> _knowsFile;

    /// <param name="check">Takes what is wrong.</param>
    /// <param name="knowsFile">Says whether a file was uploaded, by its identifier or its address.</param>
    public BlockCheck(CheckList check, Func<string, bool> knowsFile)
    {
        (_check, _compose, _knowsFile) = (check, new CompositionCheck(check), knowsFile);
        _elements = new ElementCheck(check, _compose, knowsFile);
    }

    /// <summary>Checks the blocks of a message or a view.</summary>
    public void Check(JsonArray blocks, string path, Surface surface)
    {
        var most = surface is Surface.Message ? 50 : 100;
        if (blocks.Count > most)
        {
            _check.Add(path, $"no more than {most} items allowed");
        }

        var blockIds = new HashSet<string>();
        var (tables, markdown) = (0, 0);
        for (var i = 0; i < blocks.Count; i++)
        {
            if (_check.ObjectAt(blocks[i], $"{path}/{i}") is not { } block)
            {
                continue;
            }

            var id = _check.Text(block, "block_id", $"{path}/{i}", 1, 255, isRequired: false);
            if (id.Length > 0 && !blockIds.Add(id))
            {
                _check.Add($"{path}/{i}/block_id", $"`block_id` \"{id}\" already exists for another block");
            }

            Block(block, $"{path}/{i}", surface);
            tables += CheckList.TypeOf(block["type"]) == "table" ? 1 : 0;
            markdown += CheckList.TypeOf(block["type"]) == "markdown" ? CheckList.TypeOf(block["text"])?.Length ?? 0 : 0;
        }

        if (tables > 1)
        {
            _check.Add(path, "only one table is allowed in a message");
        }

        if (markdown > 12_000)
        {
            _check.Add(path, "must have less than 12001 characters of markdown");
        }
    }

    private void Block(JsonObject block, string path, Surface surface)
    {
        var actionIds = new HashSet<string>();
        switch (CheckList.TypeOf(block["type"]))
        {
            case "section":
                Section(block, path, actionIds);
                break;
            case "header":
                _check.Only(block, path, "type", "block_id", "text");
                _compose.Plain(block, "text", path, 150, isRequired: true);
                break;
            case "divider":
                _check.Only(block, path, "type", "block_id");
                break;
            case "context":
                Context(block, path);
                break;
            case "actions":
                _check.Only(block, path, "type", "block_id", "elements");
                var elements = _check.List(block, "elements", path, 1, 25, isRequired: true);
                for (var i = 0; i < elements.Count; i++)
                {
                    _elements.OfActions(elements[i], $"{path}/elements/{i}", actionIds);
                }

                break;
            case "input":
                Input(block, path, actionIds);
                break;
            case "image":
                _check.Only(block, path, "type", "block_id", "image_url", "slack_file", "alt_text", "title");
                _compose.Plain(block, "title", path, 2_000, isRequired: false);
                _compose.Image(block, path, _knowsFile);
                break;
            case "rich_text":
                _check.Only(block, path, "type", "block_id", "elements");
                RichText(_check.List(block, "elements", path, 0, int.MaxValue, isRequired: true), $"{path}/elements");
                break;
            case "markdown" when surface is Surface.Message:
                _check.Only(block, path, "type", "block_id", "text");
                _check.Text(block, "text", path, 1, 12_000, isRequired: true);
                break;
            case "table" when surface is Surface.Message:
                Table(block, path);
                break;
            case var type:
                _check.Add($"{path}/type", $"unsupported type: {type}");
                break;
        }
    }

    private void Section(JsonObject block, string path, HashSet<string> actionIds)
    {
        _check.Only(block, path, "type", "block_id", "text", "fields", "accessory", "expand");
        _check.Flag(block, "expand", path);
        if (!block.ContainsKey("text") && !block.ContainsKey("fields"))
        {
            _check.Add(path, "missing required field: text");
        }

        _compose.Text(block, "text", path, 3_000, isRequired: false);
        var fields = _check.List(block, "fields", path, 1, 10, isRequired: false);
        for (var i = 0; i < fields.Count; i++)
        {
            _compose.TextAt(fields[i], $"{path}/fields/{i}", 2_000, mayBeMrkdwn: true);
        }

        if (block.ContainsKey("accessory"))
        {
            _elements.OfSection(block["accessory"], $"{path}/accessory", actionIds);
        }
    }

    private void Context(JsonObject block, string path)
    {
        _check.Only(block, path, "type", "block_id", "elements");
        var elements = _check.List(block, "elements", path, 1, 10, isRequired: true);
        for (var i = 0; i < elements.Count; i++)
        {
            var at = $"{path}/elements/{i}";
            if (elements[i] is JsonObject image && CheckList.TypeOf(image["type"]) == "image")
            {
                _check.Only(image, at, "type", "image_url", "slack_file", "alt_text");
                _compose.Image(image, at, _knowsFile);
            }
            else
            {
                _compose.TextAt(elements[i], at, 3_000, mayBeMrkdwn: true);
            }
        }
    }

    private void Input(JsonObject block, string path, HashSet<string> actionIds)
    {
        _check.Only(block, path, "type", "block_id", "label", "element", "dispatch_action", "hint", "optional");
        _compose.Plain(block, "label", path, 2_000, isRequired: true);
        _compose.Plain(block, "hint", path, 2_000, isRequired: false);
        _check.Flags(block, path, "optional", "dispatch_action");
        if (_check.Object(block, "element", path, isRequired: true) is { } element)
        {
            _elements.OfInput(element, $"{path}/element", actionIds);
        }
    }

    private void RichText(JsonArray elements, string path)
    {
        for (var i = 0; i < elements.Count; i++)
        {
            if (_check.ObjectAt(elements[i], $"{path}/{i}") is not { } element)
            {
                continue;
            }

            switch (CheckList.TypeOf(element["type"]))
            {
                case "rich_text_section" or "rich_text_list" or "rich_text_quote" or "rich_text_preformatted":
                    RichText(_check.List(element, "elements", $"{path}/{i}", 0, int.MaxValue, isRequired: true), $"{path}/{i}/elements");
                    break;
                case "text" or "link" or "emoji" or "user" or "usergroup" or "channel" or "broadcast" or "date" or "color" or "team":
                    break;
                case var type:
                    _check.Add($"{path}/{i}/type", $"unsupported type: {type}");
                    break;
            }
        }
    }

    private void Table(JsonObject block, string path)
    {
        _check.Only(block, path, "type", "block_id", "rows", "column_settings");
        _check.List(block, "column_settings", path, 0, 20, isRequired: false);
        var rows = _check.List(block, "rows", path, 1, 100, isRequired: true);
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i] is not JsonArray { Count: <= 20 } row)
            {
                _check.Add($"{path}/rows/{i}", "no more than 20 items allowed");
                continue;
            }

            for (var k = 0; k < row.Count; k++)
            {
                if (row[k] is not JsonObject cell || CheckList.TypeOf(cell["type"]) is not ("raw_text" or "raw_number" or "rich_text"))
                {
                    _check.Add($"{path}/rows/{i}/{k}", "unsupported type");
                }
            }
        }
    }
}
