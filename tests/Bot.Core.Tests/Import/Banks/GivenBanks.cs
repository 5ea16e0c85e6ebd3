using System.Text;
using Bot.Core.Import;
using Bot.Core.Questions;

namespace Bot.Core.Tests.Import.Banks;

/// <summary>Banks as people have them, read as the command line reads them.</summary>
internal static class GivenBanks
{
    /// <summary>A page of numbered questions that was copied from a site: headings, code and nesting are gone.</summary>
    public const string ProbeBank =
        """
        Jump to section
        - Caching Interview Notes
        - Scope
        - Question Clusters
        - Warm-up Questions
        - Q1: How does a write-back cache work?
        - Hard Questions
        Jump to question
        - Q1: How does a write-back cache work?
        - Q2: Cache stampede after a deploy
        Caching Interview Notes
        Scope
        Notes for people who keep caches alive.
        Question Clusters
        - Warm-up: Q1 to Q2
        - Hard: Q3 to Q5
        flowchart TD
        A[Slow page] --> B{Is it cached?}
        B -- No --> C[Cache it]
        B -- Yes --> D[Look at the keys]
        Figure: What to look at first.
        Warm-up Questions
        Q1: How does a write-back cache work?
        What interviewer is probing:
        - Whether the write path is understood.
        Direct answer: Writes go to the cache first and reach the store later.
        Deep answer:
        - A write marks its line as dirty.
        - Dirty lines are flushed when they are evicted.
        Follow-up variants:
        - Level 1: Why not write at once?
        - Level 4: What is lost when a machine dies?
        Common mistakes and red flags: "It is just faster" without a word on lost writes.
        Common mistakes:
        - Forgetting the flush.
        Follow-up: Why is the flush delayed?
        What interviewer is probing:
        - Batching.
        Direct answer: Many small writes become one.
        Deep answer: A delayed flush merges writes to the same line. The store then sees one large write.
        Follow-up variants:
        - What if nothing is evicted?
        Common mistakes and red flags: "The store is slow" and nothing else.
        Q2: Cache stampede after a deploy
        What interviewer is probing:
        - Diagnosis under load.
        Hard Questions
        Direct answer: All keys expire at once and every request goes to the store.
        Deep answer: A deploy emptied the cache, so that all requests miss together. Jitter on the expiry and a lock per key spread the load.
        Common mistakes and red flags:
        - Naming a product without saying what it is for.
        Follow-up variants:
        - Which number would make you roll back?
        Sample code or pseudocode (when relevant):
        # Outline
        1) Check the input
        Q3: Why do two caches disagree?
        What interviewer is probing:
        - Consistency.
        Strong answer framework:
        - Name who writes and who reads the entry.
        - Say how long they may disagree.
        Direct answer: Give a decision for why do two caches disagree?, then name one price.
        Deep answer:
        - State the goal.
        Common mistakes and red flags:
        - Naming a product without saying what it is for.
        Follow-up variants:
        - Which number would make you roll back?
        Sample code or pseudocode (when relevant):
        # Outline
        1) Check the input
        Q4: Keys that are too long
        What interviewer is probing:
        - Memory.
        Direct answer: Give a decision for keys that are too long, then name one price.
        Deep answer:
        - State the goal.
        Common mistakes and red flags:
        - Naming a product without saying what it is for.
        Follow-up variants:
        - Which number would make you roll back?
        Sample code or pseudocode (when relevant):
        # Outline
        1) Check the input
        Q5: A cache that never forgets
        What interviewer is probing:
        - Eviction.
        Rapid-Fire Round
        - One use of a bloom filter.
        Company Emphasis
        - Shop:
        - cares about peaks.
        - asks for numbers.
        - Bank:
        - wants no lost writes.
        References
        - caching-basics.md
        Direct answer: Give a decision for a cache that never forgets, then name one price.
        Deep answer:
        - State the goal.
        Common mistakes and red flags:
        - Naming a product without saying what it is for.
        """;

    /// <summary>The first questions of the same bank as clean Markdown.</summary>
    public const string ProbeMarkdown =
        """
        # Caching Interview Notes

        ## Warm-up Questions

        ### Q1: How does a write-back cache work?
        **What interviewer is probing:**
        * Whether the write path is understood.

        **Direct answer:** Writes go to the cache first
        and reach the store later.

        **Deep answer:**
        1. A write marks its line as dirty.
        2. Dirty lines are flushed when they are evicted.

        *Follow-up variants:*
        - Level 1: Why not write at once?
        - Level 4: What is lost when a machine dies?

        **Common mistakes and red flags:** “It is just faster” without a word on lost writes.

        **Sample code or pseudocode (when relevant):**
        ~~~text
        # Outline
        1) Check the input
        ~~~

        ## Hard Questions

        ### Q2: Cache stampede after a deploy
        **Direct answer:** All keys expire at once and every request goes to the store.
        """;

    public const string DepthBank =
        """
        Network Questions¶
        A collection of 20+ questions on networks.
        How to use this page¶
        - Read them aloud.
        Basics (3 Questions)¶
        Addresses¶
        1. (Core) What is a subnet?
        Expected depth: A range of addresses with a common prefix of length \(n\), so that it holds \(2^{32-n}\) of them.
        Follow-up: "What's the mask of a /24?"
        Red flag: Cannot say how many addresses a prefix leaves.
        2. (Advanced) How does a router choose (longest prefix)?
        Expected depth: The steps are: (1) look up all prefixes that match, in O(1) per length, (2) take the longest \( (1) \mid x \), (3) forward. Name a trie as data structure.
        Follow-up: "Why not the first match?"
        Red flag: Only mentions "the table" without prefixes.
        Names¶
        3. (Wizard) What does \<ttl> do to a record?
        Expected depth: It says: "keep this for as long
        Follow-up: "Who ignores it?"
        Red flag: Thinks \<ttl> is a route.
        Design (1 Questions)¶
        4. (System Design) Design a name service.
        Expected depth: Answer from memory, replicate everywhere, and let stale records live a little.
        Follow-up: "How do you roll back a bad record?"
        Red flag: Proposes one server.
        Quick Reference: Know Cold¶
        | Term | In a sentence |
        |---|---|
        | Prefix | What addresses share: \(a \mid b\) |
        | Anycast | One address, many machines |
        Mixed Scenarios¶
        - Split Brain — two halves that both answer (Paper A, Paper B)
        This bank is updated as networks change.
        """;

    public const string TaggedList =
        """
        Appendix. Storage Questions
        Sources
        Collected from talks.
        Chapter 1 — Disks
        1.1 Spinning
        - Why is a seek slow?
        [conceptual] - Compare one large disk with many small ones — when each?
        [tradeoff] - A disk clicks and latency triples. What do you check first? Say why.
        [debug]
        1.2 Flash (Advanced)
        - How long does a cell live at 10 writes a day?
        [estimation] - Design a wear-levelling scheme.
        [design]
        Total: 5 questions
        - Conceptual: ~2
        - Debug: ~1
        References
        Papers
        | Paper | Year |
        |---|---|
        | On Disks | 1999 |
        """;

    public const string DeepDive =
        """
        Skip to main content

        Documentation Index

        Use this file to discover all available pages before exploring further.

        Queue Questions (12+ Detailed Q&A)

        How to use this guide. Read it twice.

        1. Basics

        What interviewers are really testing: Whether you know why queues exist at all.Answer:A queue decouples who sends from who works. It absorbs peaks.Core parts:
          1. Producer: Sends and goes on.
          2. Consumer: Takes one at a time. Trade-off: latency grows with length.
        Why it helps: A peak becomes a backlog.Red flag answer: “It makes things faster” with no word on ordering.Follow-up chain:
          • Failure mode: “The consumer dies with a message in hand. What now?” — It is delivered again after a while.
          • Cost: “What does a queue cost?” — Between 50K/monthand50K/month and 90K/month in our shop, $5 of it for the disk.
        What weak candidates say vs what strong candidates say:
          • Weak: “Queues are fast.” — No idea of peaks.
          • Strong: “They trade latency for safety.” — Knows the price.
        Senior vs Staff lens. A senior runs one; a staff engineer says when there should be none.
        Work-sample prompt: “The backlog doubles each hour. Write the plan.”
        Structured Answer Template — Message Queues:
          1. One-liner: “A queue is a shock absorber.”
          2. Name the parts.
        Real-World Example: A shop queued its orders and slept at night.
        Big Word Alert — backpressure: The way in which the slow tell the fast to wait. Say it once.
        Follow-up Q&A Chain:Q: Is AMQ: a thing? A: No.Q: Why acknowledge? A: So that nothing is lost.
        Further Reading:
          • “Queues, plainly” — example.org/queues
        What interviewers are really testing: Whether you compare.Answer:Brokers differ in what they promise.The landscape:
        BrokerOrderCost
        HareTotalCheap per message
        OxPer keyDear per message
        Rules:
          • Choose by the promise, not by the name.
        Follow-up questions:
          • “Which one keeps order?” (The one that has one consumer per key.)

        2. Late

        Answer: Retry loop. Wait longer each time.
        Answer: The model loops:
        Thought: I need the time.
        Action: clock()
        Observation: noon.
        It then answers from what it saw, and that is all there is to say about such a loop, although one could go on about how long it may run, who stops it, what it costs when nobody does, and how a budget of steps helps.
        """;

    public const string OutlineBank =
        """
        Skip to content

        Index Questions

        This round asks whether you know why a query is slow.


        Trees

        Q: "What does a B-tree index cost?"

        Tags: senior · very-common · tradeoff · source: A shop's blog (2026); heard twice

        Answer outline: - Each write touches the index, too. - Two prices: - Space on disk (m - n pages). - Slower inserts. - In 2026 most engines do this. - Numbers to drop: "about 1.3x the space", "3-4 levels. Rarely 5."

        Common follow-ups: - "When is it not used?" - "What about (a, b)?"

        Traps: - Saying "indexes are free". They aren't. - Indexing everything.

        Related cross-cutting: Cost & latency, Storage Related module: db/01_trees/, db/02_writes/


        Q: "Explain an index to a manager."

        Tags: mid · common · conceptual · odd · source: heard once

        Answer outline: - It is the register at the end of a book. - Numbers to drop: not needed here.

        Common follow-ups: - "Why not one for each word?"

        Traps: - Jargon first.

        Related cross-cutting:Related module: db/01_trees/
        """;

    public static BankReaders Readers { get; } = new(new ImportOptions());

    public static BankReading Read(ReadOnlyMemory<byte> bytes, string path = "bank.txt", string? format = null, ImportOptions? options = null) =>
        (options is null ? Readers : new BankReaders(options)).Read(path, bytes, format, PackName.Parse("bank"));

    public static BankDocument Document(string text, string path = "bank.txt", string? format = null) =>
        Document(Encoding.UTF8.GetBytes(text), path, format);

    public static BankDocument Document(byte[] bytes, string path = "bank.txt", string? format = null) =>
        Assert.IsType<BankReading.Read>(Read(bytes, path, format)).Document;

    public static string Refusal(string text, string path = "bank.txt", string? format = null, ImportOptions? options = null) =>
        Assert.IsType<BankReading.Refused>(Read(Encoding.UTF8.GetBytes(text), path, format, options)).Message;

    public static string Codes(BankQuestion question) => string.Join(' ', question.Warnings.Select(warning => $"{warning.Code}:{warning.Line}"));

    public static string Texts(IEnumerable<KeyPoint> points) => string.Join(" | ", points.Select(point => (point.Generic ? "generic: " : "") + point.Text));

    public static string Texts(IEnumerable<RedFlag> flags) => string.Join(" | ", flags.Select(flag => (flag.Generic ? "generic: " : "") + flag.Text));

    public static string Texts(IEnumerable<FollowUp> followUps) =>
        string.Join(" | ", followUps.Select(followUp => $"{(followUp.Generic ? "generic: " : "")}{followUp.Level}{followUp.Type}>{followUp.Text}{(followUp.Answer is null ? "" : $" = {followUp.Answer}")}"));

    public static string Texts(IEnumerable<AnswerBlock> blocks) => string.Join(" | ", blocks.Select(block => $"{block.Heading}>{block.Text}>{string.Join(" + ", block.Items)}"));
}
