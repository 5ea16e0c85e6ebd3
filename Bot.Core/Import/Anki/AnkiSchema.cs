using System.Globalization;
using System.Text.Json.Nodes;

namespace Bot.Core.Import.Anki;

/// <summary>The tables and settings of a collection in the form that every Anki since 2.0 reads (schema 11).</summary>
internal static class AnkiSchema
{
    public const string Tables =
        """
        CREATE TABLE col (
            id integer primary key, crt integer not null, mod integer not null, scm integer not null, ver integer not null,
            dty integer not null, usn integer not null, ls integer not null, conf text not null, models text not null,
            decks text not null, dconf text not null, tags text not null);
        CREATE TABLE notes (
            id integer primary key, guid text not null, mid integer not null, mod integer not null, usn integer not null, tags text not null,
            flds text not null, sfld integer not null, csum integer not null, flags integer not null, data text not null);
        CREATE TABLE cards (
            id integer primary key, nid integer not null, did integer not null, ord integer not null, mod integer not null, usn integer not null,
            type integer not null, queue integer not null, due integer not null, ivl integer not null, factor integer not null, reps integer not null,
            lapses integer not null, left integer not null, odue integer not null, odid integer not null, flags integer not null, data text not null);
        CREATE TABLE revlog (
            id integer primary key, cid integer not null, usn integer not null, ease integer not null, ivl integer not null, lastIvl integer not null,
            factor integer not null, time integer not null, type integer not null);
        CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null);
        CREATE INDEX ix_notes_usn ON notes (usn);
        CREATE INDEX ix_notes_csum ON notes (csum);
        CREATE INDEX ix_cards_usn ON cards (usn);
        CREATE INDEX ix_cards_nid ON cards (nid);
        CREATE INDEX ix_cards_sched ON cards (did, queue, due);
        CREATE INDEX ix_revlog_usn ON revlog (usn);
        CREATE INDEX ix_revlog_cid ON revlog (cid);
        """;

    public const string DeckSettings =
        """{"1":{"id":1,"name":"Default","mod":0,"usn":0,"maxTaken":60,"autoplay":true,"timer":0,"replayq":true,"dyn":false,"new":{"bury":true,"delays":[1,10],"initialFactor":2500,"ints":[1,4,7],"order":1,"perDay":20,"separate":true},"rev":{"bury":true,"ease4":1.3,"fuzz":0.05,"ivlFct":1,"maxIvl":36500,"minSpace":1,"perDay":200},"lapse":{"delays":[10],"leechAction":0,"leechFails":8,"minInt":1,"mult":0}}}""";

    public static string Settings(long deck) => new JsonObject
    {
        ["nextPos"] = 1,
        ["estTimes"] = true,
        ["activeDecks"] = new JsonArray(deck),
        ["sortType"] = "noteFld",
        ["timeLim"] = 0,
        ["sortBackwards"] = false,
        ["addToCur"] = true,
        ["curDeck"] = deck,
        ["newBury"] = true,
        ["newSpread"] = 0,
        ["dueCounts"] = true,
        ["curModel"] = null,
        ["collapseTime"] = 1200,
    }.ToJsonString();

    public static string Decks(long deck, string name, long seconds)
    {
        JsonObject Deck(long id, string title) => new()
        {
            ["id"] = id,
            ["name"] = title,
            ["desc"] = "",
            ["mod"] = seconds,
            ["usn"] = -1,
            ["collapsed"] = false,
            ["browserCollapsed"] = false,
            ["dyn"] = 0,
            ["conf"] = 1,
            ["extendNew"] = 0,
            ["extendRev"] = 0,
            ["newToday"] = new JsonArray(0, 0),
            ["revToday"] = new JsonArray(0, 0),
            ["lrnToday"] = new JsonArray(0, 0),
            ["timeToday"] = new JsonArray(0, 0),
        };
        return new JsonObject { ["1"] = Deck(1, "Default"), [Text(deck)] = Deck(deck, name.Replace("::", ": ", StringComparison.Ordinal)) }.ToJsonString();
    }

    public static string Models(long model, long deck, long seconds, string dataField)
    {
        JsonObject Field(string name, int position) => new()
        {
            ["name"] = name,
            ["ord"] = position,
            ["sticky"] = false,
            ["rtl"] = false,
            ["font"] = "Arial",
            ["size"] = 20,
            ["media"] = new JsonArray(),
        };
        return new JsonObject
        {
            [Text(model)] = new JsonObject
            {
                ["id"] = Text(model),
                ["name"] = "Redflag question",
                ["type"] = 0,
                ["mod"] = seconds,
                ["usn"] = -1,
                ["sortf"] = 0,
                ["did"] = deck,
                ["vers"] = new JsonArray(),
                ["tags"] = new JsonArray(),
                ["css"] = ".card { font-family: arial; font-size: 20px; text-align: left; }",
                ["latexPre"] = "",
                ["latexPost"] = "",
                ["req"] = new JsonArray(new JsonArray(0, "any", new JsonArray(0))),
                ["flds"] = new JsonArray(Field("Question", 0), Field("Answer", 1), Field("Key", 2), Field(dataField, 3)),
                ["tmpls"] = new JsonArray(new JsonObject
                {
                    ["name"] = "Card 1",
                    ["ord"] = 0,
                    ["qfmt"] = "{{Question}}",
                    ["afmt"] = "{{FrontSide}}<hr id=answer>{{Answer}}",
                    ["bqfmt"] = "",
                    ["bafmt"] = "",
                    ["did"] = null,
                }),
            },
        }.ToJsonString();
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
